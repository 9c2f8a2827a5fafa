#include <gtest/gtest.h>

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace {

namespace fs = std::filesystem;

int check(const fs::path& root) {
  const auto command = "python3 '" SHOMEI_SOURCE_DIR "/tools/check_layers' '" + root.string() + "' > /dev/null 2>&1";
  return std::system(command.c_str());
}

/// A small source tree of two layers that is removed again.
class Tree {
public:
  Tree() : root_(fs::temp_directory_path() / ("shomei_layers_" + std::to_string(::getpid()))) {
    write("src/layers.txt", "# layers\ncore:\npki: core\n");
    write("src/core/a.h", "#include <string>\n");
    write("src/pki/b.cpp", "#include \"core/a.h\"\n#include <openssl/x509.h>\n");
  }
  ~Tree() { fs::remove_all(root_); }
  void write(const std::string& path, const std::string& text) {
    fs::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path) << text;
  }
  const fs::path& root() const { return root_; }

private:
  fs::path root_;
};

TEST(Layers, TheTreeKeepsToThem) {
  RecordProperty("requirement", "G03");
  EXPECT_EQ(check(SHOMEI_SOURCE_DIR), 0);
}

TEST(Layers, AViolationFails) {
  RecordProperty("requirement", "G03");
  Tree tree;
  EXPECT_EQ(check(tree.root()), 0);
  for (const auto* line : {"#include \"pki/b.h\"\n", "  #  include \"pki/b.h\"\n", "#include <openssl/x509v3.h>\n",
                           "#include \"../pki/b.h\"\n", "#include <boost/asio.hpp>\n", "#include \"support/e.h\"\n"}) {
    tree.write("src/core/c.cpp", line);
    EXPECT_NE(check(tree.root()), 0) << line;
  }
  tree.write("src/core/c.cpp", "");
  tree.write("src/core/c_test.cpp", "#include \"support/e.h\"\n");
  EXPECT_EQ(check(tree.root()), 0);
  tree.write("src/strange/d.cpp", "");
  EXPECT_NE(check(tree.root()), 0);
}

} // namespace
