#include "usecases/secrets.h"

#include "core/crypto.h"
#include "core/errors.h"

#include <fcntl.h>
#include <fstream>
#include <unistd.h>

namespace usecases {
namespace {

constexpr std::size_t key_size = 32;

core::Result<void> write_private(const std::filesystem::path& path, core::ByteView bytes) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return core::fail(core::errors::file_unreadable, {{"path", path.string()}});
  const bool written = ::write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()) && ::fsync(file) == 0;
  ::close(file);
  if (!written) return core::fail(core::errors::file_unreadable, {{"path", path.string()}});
  return {};
}

} // namespace

core::Result<Secrets> Secrets::load_or_make(const std::filesystem::path& directory) {
  const auto path = directory / "secret.key";
  if (!std::filesystem::exists(path)) {
    auto key = core::random_bytes(key_size);
    TRY(write_private(path, key));
    return Secrets(std::move(key));
  }
  std::ifstream file(path, std::ios::binary);
  core::Bytes key((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (key.size() != key_size) return core::fail(core::errors::file_unreadable, {{"path", path.string()}});
  return Secrets(std::move(key));
}

core::Bytes Secrets::seal(core::ByteView plaintext, std::string_view context) const {
  return core::seal(key_, plaintext, core::as_bytes(context));
}

core::Result<core::Bytes> Secrets::open(core::ByteView sealed, std::string_view context) const {
  return core::open_sealed(key_, sealed, core::as_bytes(context));
}

std::string Secrets::token(std::string_view context) const {
  return core::to_base64url(core::hmac_sha256(key_, core::as_bytes("token " + std::string(context))));
}

} // namespace usecases
