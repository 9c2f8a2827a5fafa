#include "outbound/signer_connection.h"

#include "pki/signer_errors.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <system_error>
#include <unistd.h>

namespace outbound {
namespace {

core::Failure unavailable(std::string cause) { return core::fail(pki::signer::errors::signer_unavailable, {}, std::move(cause)); }
core::Failure unreachable(std::string cause) { return core::fail(pki::signer::errors::signer_unreachable, {}, std::move(cause)); }
std::string system_error() { return std::error_code(errno, std::generic_category()).message(); }

/// The socket is named through its open folder, since a data directory's path may exceed the 107 octets of sun_path.
bool connect_to(const std::filesystem::path& socket, int fd) {
  const auto folder_path = socket.has_parent_path() ? socket.parent_path() : std::filesystem::path(".");
  const int folder = ::open(folder_path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
  const auto text = fmt::format("/proc/self/fd/{}/{}", folder, socket.filename().string());
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const bool fits = folder >= 0 && text.size() < sizeof address.sun_path;
  if (fits) std::memcpy(address.sun_path, text.c_str(), text.size());
  const bool connected = fits && ::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  const int reason = errno;
  if (folder >= 0) ::close(folder);
  errno = reason;
  return connected;
}

} // namespace

core::Result<std::shared_ptr<SignerConnection>> SignerConnection::open(const std::filesystem::path& socket) {
  const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0 || !connect_to(socket, fd)) {
    auto failure = unreachable(socket.string() + ": " + system_error());
    if (fd >= 0) ::close(fd);
    return failure;
  }
  const timeval limit{.tv_sec = 10, .tv_usec = 0};
  ::setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  return std::shared_ptr<SignerConnection>(new SignerConnection(fd));
}

SignerConnection::SignerConnection(int fd) : fd_(fd) {
  reader_ = std::thread([this] { read_replies(); });
}

SignerConnection::~SignerConnection() {
  ::shutdown(fd_, SHUT_RDWR);
  reader_.join();
  ::close(fd_);
}

core::Result<pki::signer::Reply> SignerConnection::call(const pki::signer::Request& request, std::chrono::milliseconds timeout) {
  Waiter waiter;
  std::uint64_t id = 0;
  {
    const std::scoped_lock lock(waiting_);
    if (!usable_) return unreachable("the connection is lost");
    id = next_id_++;
    waiters_.emplace(id, &waiter);
  }
  if (auto asked = ask(request, id); !asked && forget(id)) return core::Failure(std::move(asked).error());
  if (!waiter.answered.try_acquire_for(timeout)) {
    if (forget(id)) return unavailable("no answer in time");
    waiter.answered.acquire(); // whoever took it out of the list is about to release it
  }
  if (waiter.reply) return std::move(*waiter.reply);
  return unavailable("the connection is lost");
}

core::Result<void> SignerConnection::ask(const pki::signer::Request& request, std::uint64_t id) {
  const auto frame = TRY(pki::signer::encode(id, request));
  if (!send(frame)) return unreachable("the request did not go out whole");
  return {};
}

/// Whether the waiter was still in the list; otherwise its answer is on the way.
bool SignerConnection::forget(std::uint64_t id) {
  const std::scoped_lock lock(waiting_);
  return waiters_.erase(id) > 0;
}

bool SignerConnection::send(core::ByteView frame) {
  const std::scoped_lock lock(sending_);
  while (!frame.empty()) {
    const auto size = ::send(fd_, frame.data(), frame.size(), MSG_NOSIGNAL);
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) {
      // A frame may be half out, so nothing more is sent; answers to earlier ones may still come from a signer that drains.
      usable_ = false;
      ::shutdown(fd_, SHUT_WR);
      return false;
    }
    frame = frame.subspan(static_cast<std::size_t>(size));
  }
  return true;
}

void SignerConnection::read_replies() {
  pki::signer::FrameReader reader;
  core::Bytes buffer(256 * 1024);
  for (;;) {
    const auto size = ::recv(fd_, buffer.data(), buffer.size(), 0);
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) break;
    reader.feed(core::ByteView(buffer).first(static_cast<std::size_t>(size)));
    if (!hand_out(reader)) break;
  }
  give_up();
}

bool SignerConnection::hand_out(pki::signer::FrameReader& reader) {
  for (;;) {
    auto payload = reader.next();
    if (!payload) return false;
    if (!*payload) return true;
    auto reply = pki::signer::decode_reply(**payload);
    if (!reply) return false;
    auto* waiter = take(reply->request_id);
    if (waiter == nullptr) continue; // it stopped waiting
    waiter->reply = std::move(reply->message);
    waiter->answered.release();
  }
}

SignerConnection::Waiter* SignerConnection::take(std::uint64_t id) {
  const std::scoped_lock lock(waiting_);
  const auto waiter = waiters_.extract(id);
  return waiter ? waiter.mapped() : nullptr;
}

void SignerConnection::give_up() {
  std::unordered_map<std::uint64_t, Waiter*> left;
  {
    const std::scoped_lock lock(waiting_);
    usable_ = false;
    left.swap(waiters_);
  }
  for (const auto& [id, waiter] : left) waiter->answered.release();
}

} // namespace outbound
