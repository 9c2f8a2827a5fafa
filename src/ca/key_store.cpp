#include "ca/key_store.h"

#include "ca/errors.h"
#include "ca/files.h"
#include "core/crypto.h"

#include <array>
#include <cstdlib>
#include <sys/stat.h>

namespace ca {
namespace {

struct KindRow {
  KeyKind kind;
  std::string_view name;
  pki::KeyAlgorithm algorithm;
  unsigned rsa_bits;
};
constexpr std::array kinds{
    KindRow{KeyKind::rsa2048, "rsa2048", pki::KeyAlgorithm::rsa, 2048}, KindRow{KeyKind::rsa3072, "rsa3072", pki::KeyAlgorithm::rsa, 3072},
    KindRow{KeyKind::rsa4096, "rsa4096", pki::KeyAlgorithm::rsa, 4096}, KindRow{KeyKind::p256, "p256", pki::KeyAlgorithm::p256, 0},
    KindRow{KeyKind::p384, "p384", pki::KeyAlgorithm::p384, 0},
};
const KindRow& row(KeyKind kind) { return kinds[static_cast<std::size_t>(kind)]; }

} // namespace

std::string_view to_string(KeyKind kind) { return row(kind).name; }
unsigned rsa_bits(KeyKind kind) { return row(kind).rsa_bits; }
pki::KeyAlgorithm algorithm_of(KeyKind kind) { return row(kind).algorithm; }

core::Result<KeyKind> parse_key_kind(std::string_view text) {
  for (const auto& candidate : kinds)
    if (candidate.name == text) return candidate.kind;
  return core::fail(errors::key_kind_unknown, {{"kind", std::string(text)}});
}

core::Result<KeyKind> key_kind(pki::KeyAlgorithm algorithm, std::uint64_t bits) {
  for (const auto& candidate : kinds)
    if (candidate.algorithm == algorithm && (candidate.rsa_bits == 0 || candidate.rsa_bits == bits)) return candidate.kind;
  return core::fail(errors::key_kind_unknown, {{"kind", algorithm == pki::KeyAlgorithm::rsa ? "rsa" + std::to_string(bits) : "?"}});
}

core::Result<std::string> read_passphrase(const std::filesystem::path& directory) {
  if (const char* given = std::getenv("SHOMEI_SIGNER_PASSPHRASE"); given != nullptr && *given != '\0') return std::string(given);
  const auto path = directory / "passphrase";
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0) return core::fail(errors::passphrase_missing, {{"file", path.string()}}, system_error());
  if ((status.st_mode & 077) != 0) return core::fail(errors::passphrase_exposed, {{"file", path.string()}});
  auto text = std::string(core::as_text(TRY(read_file(path))));
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  if (text.empty()) return core::fail(errors::passphrase_missing, {{"file", path.string()}});
  return text;
}

core::Result<void> ensure_passphrase(const std::filesystem::path& directory) {
  if (const auto known = read_passphrase(directory); known || known.error().code != errors::passphrase_missing) {
    if (!known) return core::fail(known.error());
    return {};
  }
  return write_durably(directory / "passphrase", core::as_bytes(core::random_token() + "\n"));
}

core::Result<std::unique_ptr<KeyStore>> open_key_store(const std::string& location, const std::filesystem::path& directory,
                                                       std::string secret) {
  if (location == "file") return open_file_key_store(directory / "keys", std::move(secret));
  if (location.starts_with("pkcs11:")) return open_pkcs11_key_store(location.substr(7), secret);
  return core::fail(errors::key_store_unknown, {{"store", location}});
}

} // namespace ca
