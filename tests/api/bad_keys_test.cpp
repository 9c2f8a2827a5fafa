#include "core/config.h"
#include "support/database.h"
#include "support/http_client.h"
#include "support/story.h"

#include <gtest/gtest.h>

namespace {

using namespace support;

const std::string program = std::string(SHOMEI_BINARY_DIR) + "/shomei";

/// A data directory as the operator has it, with the name of a file of known bad keys in its configuration.
class BadKeysFile : public testing::Test {
protected:
  BadKeysFile() {
    run_or_throw({program, "init", "--data", data_, "--root-key", "p384"});
    auto config = must(core::load_config(data_));
    config.csr.bad_keys_file = list_;
    write_file(data_ + "/shomei.toml", core::print_config(config));
  }

  CommandOutput check_config() const { return run({program, "--lang", "en", "admin", "check-config", "--data", data_}); }
  std::vector<std::string> serve(const std::string& address) const {
    return {program, "--lang", "en", "serve", "--data", data_, "--listen", address, "--desk-listen", "127.0.0.1:0"};
  }
  /// By the command of docs/formats/bad-keys.md.
  std::string fingerprint(const std::string& csr) const {
    write_file(folder_ / "server.csr", csr);
    return run_or_throw({"sh", "-c", "openssl req -in \"$1\" -noout -pubkey | openssl pkey -pubin -outform DER | sha256sum", "sh",
                         folder_ / "server.csr"})
        .substr(0, 64);
  }

  TemporaryDirectory folder_;
  const std::string data_ = folder_ / "data";
  const std::string list_ = folder_ / "bad-keys";
};

std::string to_inspect(const std::string& csr) { return boost::json::serialize(boost::json::object{{"csr", csr}}); }

TEST_F(BadKeysFile, HasItsKeysRefused) {
  RecordProperty("requirement", "A10");
  const auto listed = make_csr({"www.example.jp"});
  write_file(list_, "# found in a firmware image\n" + fingerprint(listed) + "\n");
  EXPECT_FALSE(check_config().out.contains("bad keys")) << check_config().out;
  const auto address = "127.0.0.1:" + std::to_string(free_port());
  const ChildProcess server(serve(address), folder_ / "log");
  HttpClient visitor(address);
  ASSERT_TRUE(wait_until([&] { return visitor.get("/healthz").status == 200; })) << read_file(folder_ / "log");

  const auto refused = visitor.post("/api/v1/csr-inspections", to_inspect(listed));
  ASSERT_EQ(refused.status, 200) << refused.body;
  EXPECT_EQ(refused.at("/acceptable"), "false");
  const auto inspection = refused.json();
  for (const auto& check : inspection.at("checks").as_array()) {
    const bool is_ours = check.at("name").as_string() == "key_known_bad";
    EXPECT_EQ(check.at("passed").as_bool(), !is_ours) << check;
    if (is_ours) EXPECT_EQ(check.at("code").as_string(), "key_known_bad") << check;
  }
  EXPECT_TRUE(refused.body.contains("openssl req -new")) << "says what to do: " << refused.body;
  EXPECT_EQ(visitor.post("/api/v1/csr-inspections", to_inspect(make_csr({"www.example.jp"}))).at("/acceptable"), "true");
}

TEST_F(BadKeysFile, IsNamedByCheckConfigWhereItIsMissingOrMalformed) {
  RecordProperty("requirement", "A10");
  const auto missing = check_config();
  EXPECT_NE(missing.exit_code, 0) << missing.out;
  EXPECT_TRUE(missing.out.contains("file_unreadable")) << missing.out;
  EXPECT_TRUE(missing.out.contains(list_)) << missing.out;

  write_file(list_, "# SHA-1 is no fingerprint here\n" + std::string(40, 'a') + "\n");
  const auto malformed = check_config();
  EXPECT_EQ(malformed.exit_code, 1) << malformed.out;
  EXPECT_TRUE(malformed.out.contains("Line 2")) << malformed.out;
  EXPECT_TRUE(malformed.out.contains(list_)) << malformed.out;
  EXPECT_TRUE(malformed.out.contains("64 hexadecimal digits")) << malformed.out;
  const auto served = run(serve("127.0.0.1:0"));
  EXPECT_EQ(served.exit_code, 1) << served.out;
  EXPECT_TRUE(served.out.contains("bad_keys_file_malformed")) << served.out;
}

} // namespace
