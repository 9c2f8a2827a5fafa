#include "cli/program.h"
#include "demo/demo.h"

int main(int argc, char** argv) { return cli::run_program(argc, argv, demo::run); }
