#include "support/softhsm.h"

namespace support {
namespace {

constexpr auto module = "/usr/lib/softhsm/libsofthsm2.so";

} // namespace

SoftHsmToken::SoftHsmToken(const std::filesystem::path& folder) : configuration_((folder / "softhsm2.conf").string()) {
  std::filesystem::create_directories(folder / "tokens");
  write_file(configuration_,
             "directories.tokendir = " + (folder / "tokens").string() + "\nobjectstore.backend = file\nlog.level = ERROR\n");
  run_or_throw({"env", "SOFTHSM2_CONF=" + configuration_, "softhsm2-util", "--init-token", "--free", "--label", "shomei", "--pin", "1234",
                "--so-pin", "5678"});
}

std::string SoftHsmToken::location() const { return std::string("pkcs11:") + module + "?token=shomei"; }

std::vector<std::string> SoftHsmToken::environment(const std::string& pin) const {
  return {"SOFTHSM2_CONF=" + configuration_, "SHOMEI_SIGNER_PASSPHRASE=" + pin};
}

std::string SoftHsmToken::objects() const {
  return run_or_throw({"env", "SOFTHSM2_CONF=" + configuration_, "pkcs11-tool", "--module", module, "--login", "--pin", "1234",
                       "--list-objects", "--type", "privkey"});
}

} // namespace support
