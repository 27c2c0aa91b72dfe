# What `make install` puts where, and how others find the library: pkg-config and CMake package
# files, which the test house/consumer uses.
include(CMakePackageConfigHelpers)
set(QN_PRIVATE_LIBDIR ${CMAKE_INSTALL_LIBDIR}/qingnuan)
set(QN_PACKAGE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/qingnuan)

# The manual and the completion are printed by the program from its declarations.
set(generated ${CMAKE_BINARY_DIR}/generated)
file(MAKE_DIRECTORY ${generated}/zh_CN)
add_custom_command(
  OUTPUT ${generated}/qingnuan.1 ${generated}/zh_CN/qingnuan.1 ${generated}/qingnuan.bash
  COMMAND qingnuan help --print manual --lang en > ${generated}/qingnuan.1
  COMMAND qingnuan help --print manual --lang zh > ${generated}/zh_CN/qingnuan.1
  COMMAND qingnuan help --print completion > ${generated}/qingnuan.bash
  DEPENDS qingnuan locales VERBATIM)
add_custom_target(manual ALL DEPENDS ${generated}/qingnuan.1)

install(TARGETS qingnuan RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS qingnuan_shared EXPORT qingnuan LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(TARGETS qingnuan_static ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(TARGETS qingnuan_ogr LIBRARY DESTINATION ${QN_PRIVATE_LIBDIR})
if(TARGET qingnuan_mpi)
  install(TARGETS qingnuan_mpi LIBRARY DESTINATION ${QN_PRIVATE_LIBDIR})
endif()
install(FILES ${HIGHS_LIBRARY} DESTINATION ${QN_PRIVATE_LIBDIR}
        PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ
                    WORLD_EXECUTE)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/include/qingnuan DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
        FILES_MATCHING PATTERN "*.h")
install(EXPORT qingnuan NAMESPACE qingnuan:: DESTINATION ${QN_PACKAGE_DIR}
        FILE qingnuanTargets.cmake)
configure_package_config_file(${CMAKE_SOURCE_DIR}/cmake/qingnuanConfig.cmake.in
                              ${generated}/qingnuanConfig.cmake
                              INSTALL_DESTINATION ${QN_PACKAGE_DIR})
write_basic_package_version_file(${generated}/qingnuanConfigVersion.cmake
                                 COMPATIBILITY SameMajorVersion)
install(FILES ${generated}/qingnuanConfig.cmake ${generated}/qingnuanConfigVersion.cmake
        DESTINATION ${QN_PACKAGE_DIR})
file(RELATIVE_PATH QN_PC_UP /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
configure_file(${CMAKE_SOURCE_DIR}/cmake/qingnuan.pc.in ${generated}/qingnuan.pc @ONLY)
install(FILES ${generated}/qingnuan.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

install(DIRECTORY ${CMAKE_SOURCE_DIR}/data/ DESTINATION ${CMAKE_INSTALL_DATADIR}/qingnuan)
install(FILES ${generated}/qingnuan.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${generated}/zh_CN/qingnuan.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/zh_CN/man1)
install(FILES ${generated}/qingnuan.bash RENAME qingnuan
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${CMAKE_SOURCE_DIR}/LICENSE ${CMAKE_SOURCE_DIR}/NOTICE
        DESTINATION ${CMAKE_INSTALL_DOCDIR})
