# Every third-party library the project links, and nothing else. `make setup` installs them.
find_package(PkgConfig REQUIRED)
find_package(GDAL CONFIG REQUIRED)
find_package(Threads REQUIRED)
pkg_check_modules(JANSSON REQUIRED IMPORTED_TARGET jansson)
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(ZLIB REQUIRED IMPORTED_TARGET zlib)
pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter)

# HiGHS from the wheel `highsbox` (tools/setup.sh unpacks it and checks its hash); the wheel's own
# CMake files name a folder that it does not have, hence the plain imported target.
set(QN_HIGHS_DIR ${CMAKE_SOURCE_DIR}/build/deps/highs CACHE PATH "Unpacked HiGHS 1.15.1")
find_library(HIGHS_LIBRARY highs REQUIRED PATHS ${QN_HIGHS_DIR}/lib NO_DEFAULT_PATH)
find_path(HIGHS_INCLUDE interfaces/highs_c_api.h REQUIRED
          PATHS ${QN_HIGHS_DIR}/include/highs NO_DEFAULT_PATH)
add_library(highs SHARED IMPORTED)
set_target_properties(highs PROPERTIES IMPORTED_LOCATION ${HIGHS_LIBRARY}
                                       INTERFACE_INCLUDE_DIRECTORIES ${HIGHS_INCLUDE})

# For runs on several machines alone; without it the program is built without that module.
option(QN_MPI "Build the module that works together under mpirun, if MPI is found" ON)
if(QN_MPI)
  find_package(MPI COMPONENTS C)
endif()
