#include "ca/config.h"

#include "ca/errors.h"
#include "ca/files.h"
#include "core/toml.h"

namespace ca {
namespace {

core::Failure invalid(const std::filesystem::path& file, std::string_view key) {
  return core::fail(errors::signer_config_invalid, {{"file", file.string()}, {"key", std::string(key)}});
}

bool read_uids(const core::Toml& value, std::vector<uid_t>& uids) {
  const auto* list = value.array();
  if (list == nullptr) return false;
  for (const auto& item : *list) {
    const auto* uid = item.integer();
    if (uid == nullptr || *uid < 0) return false;
    uids.push_back(static_cast<uid_t>(*uid));
  }
  return true;
}

} // namespace

core::Result<SignerConfig> load_signer_config(const std::filesystem::path& file) {
  SignerConfig config;
  if (!std::filesystem::exists(file)) return config;
  const auto text = TRY(read_file(file));
  for (const auto& [key, value] : TRY(core::parse_toml(core::as_text(text), file.string()))) {
    if (key == "certificates_per_hour") {
      const auto* number = value.integer();
      if (number == nullptr || *number < 1) return invalid(file, key);
      config.certificates_per_hour = static_cast<std::uint64_t>(*number);
    } else if (key != "allowed_uids" || !read_uids(value, config.allowed_uids)) {
      return invalid(file, key);
    }
  }
  return config;
}

} // namespace ca
