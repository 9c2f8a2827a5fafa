#include "core/config.h"
#include "outbound/signer_client.h"
#include "support/house.h"
#include "support/softhsm.h"

#include <gtest/gtest.h>

namespace {

using namespace support;

TEST(SoftHsm, HoldsTheKeysOfAServedInstallation) {
  RecordProperty("requirement", "A08 A06");
  const TemporaryDirectory folder;
  const SoftHsmToken token(folder.path());
  ChildProcess signer;
  const auto run_in_token = [&](const std::vector<std::string>& program) {
    std::vector<std::string> command{"env"};
    for (const auto& variable : token.environment()) command.push_back(variable);
    command.insert(command.end(), program.begin(), program.end());
    return command;
  };
  const auto found = [&](const std::filesystem::path& data, const core::Config& config) {
    const std::string programs = SHOMEI_BINARY_DIR;
    run_or_throw(
        run_in_token({programs + "/shomei", "init", "--data", data.string(), "--name", config.ca.name, "--base-url", config.ca.base_url,
                      "--keys", config.keys.store, "--root-key", config.keys.root_key, "--database", config.database.url}));
    write_file(data / "shomei.toml", core::print_config(config)); // init knows nothing of the servers around
    signer = ChildProcess(run_in_token({programs + "/shomei-signer", "--data", data.string()}), folder / "signer.log");
    outbound::SignerClient client(cli::SignerChild::socket_of(data));
    if (!wait_until([&] { return client.status().has_value(); })) throw std::runtime_error(read_file(folder / "signer.log"));
  };
  House house({.configure = [&](core::Config& config) { config.keys.store = token.location(); }, .found = found});
  house.import_register("nta/extract_utf8.csv");

  auto account = vetted_account(house, 1);
  const auto name = "www." + account.domain;
  const auto issued = issue(account.client, {name});
  ASSERT_EQ(issued.status, 201) << issued.body;
  write_file(folder / "leaf.pem", issued.at("/pem"));
  write_file(folder / "chain.pem", issued.at("/chainPem"));
  const auto verified = run({"openssl", "verify", "-x509_strict", "-verify_hostname", name, "-CAfile", house.root_file(), "-untrusted",
                             folder / "chain.pem", folder / "leaf.pem"});
  EXPECT_EQ(verified.exit_code, 0) << verified.out;
  EXPECT_EQ(ocsp_status(house.url("/ocsp/ov-g1"), issued.at("/pem"), issued.at("/chainPem"), house.root_file()), "good");
  const auto objects = token.objects();
  for (const auto* key : {"root-r1", "ov-g1"}) EXPECT_TRUE(objects.contains(key)) << objects;
  EXPECT_FALSE(std::filesystem::exists(house.data() / "signer" / "keys")) << "no key lies in a file";
  EXPECT_FALSE(std::filesystem::exists(house.data() / "signer" / "passphrase")) << "nothing that could be tried as the PIN";
}

} // namespace
