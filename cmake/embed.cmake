# shomei_embed(TARGET file...) puts files into the library by `.incbin` and an index of their paths; a changed file is
# embedded anew because the assembly depends on it.
function(shomei_embed target)
  set(directory ${CMAKE_BINARY_DIR}/generated)
  set(assembly ".section .note.GNU-stack,\"\",%progbits\n.section .rodata\n")
  set(declarations "")
  set(entries "")
  set(count 0)
  foreach(path ${ARGN})
    file(RELATIVE_PATH name ${CMAKE_SOURCE_DIR} ${path})
    string(APPEND assembly
           ".globl shomei_file_${count}\n.globl shomei_file_end_${count}\n.balign 16\n"
           "shomei_file_${count}:\n.incbin \"${path}\"\nshomei_file_end_${count}:\n.byte 0\n")
    string(APPEND declarations "extern const unsigned char shomei_file_${count}[];\nextern const unsigned char shomei_file_end_${count}[];\n")
    string(APPEND entries "    {\"${name}\", shomei_file_${count}, shomei_file_end_${count}},\n")
    math(EXPR count "${count} + 1")
  endforeach()
  file(CONFIGURE OUTPUT ${directory}/embedded_files.S CONTENT "${assembly}" @ONLY)
  file(CONFIGURE OUTPUT ${directory}/embedded_index.cpp CONTENT
"#include \"core/embedded_index.h\"
extern \"C\" {
${declarations}}
namespace core::embedded {
const Entry entries[] = {
${entries}};
const std::size_t entry_count = ${count};
} // namespace core::embedded
" @ONLY)
  set_source_files_properties(${directory}/embedded_files.S PROPERTIES OBJECT_DEPENDS "${ARGN}" COMPILE_OPTIONS "-Wno-unused-command-line-argument")
  target_sources(${target} PRIVATE ${directory}/embedded_files.S ${directory}/embedded_index.cpp)
endfunction()

file(GLOB_RECURSE embedded_words CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/i18n/*.toml)
file(GLOB embedded_tables CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/policy/*.tsv ${CMAKE_SOURCE_DIR}/policy/cps/* ${CMAKE_SOURCE_DIR}/catalogue/demo/* ${CMAKE_SOURCE_DIR}/catalogue/*.toml
     ${CMAKE_SOURCE_DIR}/src/storage/migrations/*.sql ${CMAKE_SOURCE_DIR}/src/outside/*.py)
set(embedded_files ${embedded_words} ${embedded_tables})
list(SORT embedded_files)
shomei_embed(shomei_core ${embedded_files})
