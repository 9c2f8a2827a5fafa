# The library shomei_web defines http::web_assets(). Its pages are built once for all presets, in build/web.
if(SHOMEI_WEB)
  set(web_directory ${CMAKE_SOURCE_DIR}/build/web)
  file(GLOB_RECURSE web_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/web/src/* ${CMAKE_SOURCE_DIR}/web/public/*)
  list(FILTER web_sources EXCLUDE REGEX "\\.test\\.tsx?$")
  file(GLOB web_settings CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/web/*.html ${CMAKE_SOURCE_DIR}/web/tools/*.mjs)
  add_custom_command(
    OUTPUT ${web_directory}/assets.S ${web_directory}/assets.cpp
    COMMAND ${CMAKE_COMMAND} -E make_directory ${web_directory}
    COMMAND flock ${web_directory}/lock ${CMAKE_SOURCE_DIR}/tools/node ${CMAKE_SOURCE_DIR}/web/build.mjs ${web_directory}
    DEPENDS ${web_sources} ${web_settings} ${CMAKE_SOURCE_DIR}/web/build.mjs ${CMAKE_SOURCE_DIR}/web/embed.mjs ${CMAKE_SOURCE_DIR}/web/vite.config.ts
            ${CMAKE_SOURCE_DIR}/web/package-lock.json ${CMAKE_SOURCE_DIR}/web/tsconfig.json
    COMMENT "Building the web pages"
    VERBATIM)
  set_source_files_properties(${web_directory}/assets.S PROPERTIES OBJECT_DEPENDS ${web_directory}/assets.cpp COMPILE_OPTIONS "-Wno-unused-command-line-argument")
  add_library(shomei_web STATIC ${web_directory}/assets.S ${web_directory}/assets.cpp)
else()
  add_library(shomei_web STATIC ${CMAKE_SOURCE_DIR}/web/placeholder.cpp)
endif()
target_include_directories(shomei_web PUBLIC ${CMAKE_SOURCE_DIR}/src)
target_link_libraries(shomei_web PUBLIC shomei_options)
