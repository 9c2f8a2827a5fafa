add_library(shomei_options INTERFACE)
target_compile_options(shomei_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror -fno-omit-frame-pointer
                                                -ffile-prefix-map=${CMAKE_SOURCE_DIR}=.)
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # Keeps precompiled headers reproducible, so that ccache hits across build directories.
  target_compile_options(shomei_options INTERFACE "SHELL:-Xclang -fno-pch-timestamp")
  target_link_options(shomei_options INTERFACE -fuse-ld=mold)
endif()
if(SHOMEI_SANITIZE)
  target_compile_options(shomei_options INTERFACE -fsanitize=${SHOMEI_SANITIZE} -fno-sanitize-recover=all)
  target_link_options(shomei_options INTERFACE -fsanitize=${SHOMEI_SANITIZE})
endif()
if(SHOMEI_FUZZ)
  target_compile_options(shomei_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
target_compile_definitions(shomei_options INTERFACE SPDLOG_COMPILED_LIB SPDLOG_FMT_EXTERNAL BOOST_ASIO_SEPARATE_COMPILATION
                                                    BOOST_BEAST_SEPARATE_COMPILATION)

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime CCACHE_NOHASHDIR=1
      CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} ${CCACHE})
endif()
