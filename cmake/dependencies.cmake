# Every third-party library the project links, and nothing else. `make setup` installs them.
find_package(PkgConfig REQUIRED)
find_package(GDAL CONFIG REQUIRED)
find_package(Threads REQUIRED)
pkg_check_modules(JANSSON REQUIRED IMPORTED_TARGET jansson)
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(ZLIB REQUIRED IMPORTED_TARGET zlib)
pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter)

# HiGHS from the wheel `highsbox` (tools/setup.sh unpacks it and checks its hash); the wheel's own
# CMake files name a folder that it does not have, hence the plain imported target. Linked by
# flags: CMake would write its folder into the run path of every program.
set(QN_HIGHS_DIR ${CMAKE_SOURCE_DIR}/build/deps/highs CACHE PATH "Unpacked HiGHS 1.15.1")
find_library(HIGHS_LIBRARY highs REQUIRED PATHS ${QN_HIGHS_DIR}/lib NO_DEFAULT_PATH)
find_path(HIGHS_INCLUDE interfaces/highs_c_api.h REQUIRED
          PATHS ${QN_HIGHS_DIR}/include/highs NO_DEFAULT_PATH)
get_filename_component(QN_HIGHS_LIBDIR ${HIGHS_LIBRARY} DIRECTORY)
add_library(highs INTERFACE IMPORTED)
target_include_directories(highs INTERFACE ${HIGHS_INCLUDE})
target_link_libraries(highs INTERFACE -L${QN_HIGHS_LIBDIR} -lhighs)

# For runs on several machines alone; without it the program is built without that module.
option(QN_MPI "Build the module that works together under mpirun, if MPI is found" ON)
if(QN_MPI)
  find_package(MPI COMPONENTS C)
endif()
