# Builds the checkout that this port stands in; a published port fetches a release here.
get_filename_component(SOURCE_PATH "${CMAKE_CURRENT_LIST_DIR}/../../../.." ABSOLUTE)

find_program(CARGO cargo REQUIRED)
vcpkg_execute_required_process(
  COMMAND "${CMAKE_COMMAND}" -E env "PREFIX=${CURRENT_PACKAGES_DIR}" "CARGO_TARGET_DIR=${CURRENT_BUILDTREES_DIR}/cargo"
          "${SOURCE_PATH}/bindings/c/install"
  WORKING_DIRECTORY "${SOURCE_PATH}"
  LOGNAME "install-${TARGET_TRIPLET}")

# A triplet has one kind of library.
if(VCPKG_LIBRARY_LINKAGE STREQUAL "static")
  file(GLOB shared "${CURRENT_PACKAGES_DIR}/lib/libsimpatico.so*" "${CURRENT_PACKAGES_DIR}/lib/libsimpatico*.dylib")
  file(REMOVE ${shared})
else()
  file(REMOVE "${CURRENT_PACKAGES_DIR}/lib/libsimpatico.a")
endif()
vcpkg_cmake_config_fixup(CONFIG_PATH lib/cmake/simpatico)
vcpkg_fixup_pkgconfig()
file(REMOVE_RECURSE "${CURRENT_PACKAGES_DIR}/debug")
vcpkg_install_copyright(FILE_LIST "${SOURCE_PATH}/README.md")
