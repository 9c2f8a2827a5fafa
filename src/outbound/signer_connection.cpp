#include "outbound/signer_connection.h"

#include "core/gathering.h"
#include "core/socket.h"
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
#include <vector>

namespace outbound {
namespace {

constexpr std::chrono::milliseconds patience_step{250}; ///< between looks at who has waited too long

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
  const timeval look_up{.tv_sec = 0, .tv_usec = std::chrono::microseconds(patience_step).count()};
  ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &look_up, sizeof look_up);
  return std::shared_ptr<SignerConnection>(new SignerConnection(fd));
}

SignerConnection::SignerConnection(int fd) : fd_(fd) {
  sender_ = std::thread([this] { send_requests(); });
  reader_ = std::thread([this] { read_replies(); });
}

SignerConnection::~SignerConnection() {
  {
    const std::scoped_lock lock(mutex_);
    closing_ = true;
  }
  to_send_.notify_one();
  ::shutdown(fd_, SHUT_RDWR);
  sender_.join();
  reader_.join();
  ::close(fd_);
}

bool SignerConnection::idle() const {
  const std::scoped_lock lock(mutex_);
  return waiters_.empty();
}

void SignerConnection::ask(core::Bytes frame, std::chrono::milliseconds timeout, Then then) {
  Waiter waiter{std::move(then), Clock::now() + timeout};
  if (auto asked = enqueue(frame, waiter); !asked) waiter.then(core::Failure(std::move(asked).error()));
}

core::Result<void> SignerConnection::enqueue(core::Bytes& frame, Waiter& waiter) {
  {
    const std::scoped_lock lock(mutex_);
    if (!usable_) return unreachable("the connection is lost");
    pki::signer::set_request_id(frame, next_id_);
    outgoing_.insert(outgoing_.end(), frame.begin(), frame.end());
    waiters_.emplace(next_id_++, std::move(waiter));
  }
  core::Gathering::at_end(this, [self = shared_from_this()] { self->to_send_.notify_one(); });
  return {};
}

void SignerConnection::send_requests() {
  std::unique_lock lock(mutex_);
  core::Bytes bytes;
  while (usable_) {
    to_send_.wait(lock, [this] { return closing_ || !outgoing_.empty(); });
    if (closing_) return;
    bytes.clear();
    bytes.swap(outgoing_);
    lock.unlock();
    const bool sent = core::send_all(fd_, bytes);
    lock.lock();
    // A frame may be half out, so nothing more is sent; answers to earlier ones may still come from a signer that drains.
    if (!sent) usable_ = false;
  }
  ::shutdown(fd_, SHUT_WR);
}

void SignerConnection::read_replies() {
  pki::signer::FrameReader reader;
  core::Bytes buffer(256 * 1024);
  auto look_up = Clock::now();
  for (;;) {
    const auto size = ::recv(fd_, buffer.data(), buffer.size(), 0);
    const bool nothing = size < 0 && (errno == EINTR || errno == EAGAIN);
    if (size <= 0 && !nothing) break;
    reader.feed(core::ByteView(buffer).first(nothing ? 0 : static_cast<std::size_t>(size)));
    if (const core::Gathering gathering; !hand_out(reader)) break;
    if (Clock::now() < look_up) continue;
    give_up_late();
    look_up = Clock::now() + patience_step;
  }
  give_up_all();
}

bool SignerConnection::hand_out(pki::signer::FrameReader& reader) {
  for (;;) {
    auto payload = reader.next();
    if (!payload) return false;
    if (!*payload) return true;
    auto reply = pki::signer::decode_reply(**payload);
    if (!reply) return false;
    std::unique_lock lock(mutex_);
    auto waiter = waiters_.extract(reply->request_id);
    lock.unlock();
    if (waiter) waiter.mapped().then(std::move(reply->message)); // otherwise it stopped waiting
  }
}

void SignerConnection::give_up_late() {
  std::vector<Waiter> late;
  {
    const std::scoped_lock lock(mutex_);
    const auto now = Clock::now();
    for (auto at = waiters_.begin(); at != waiters_.end();) {
      if (at->second.until > now) {
        ++at;
        continue;
      }
      late.push_back(std::move(at->second));
      at = waiters_.erase(at);
    }
  }
  for (auto& waiter : late) waiter.then(unavailable("no answer in time"));
}

void SignerConnection::give_up_all() {
  std::unordered_map<std::uint64_t, Waiter> left;
  {
    const std::scoped_lock lock(mutex_);
    usable_ = false;
    left.swap(waiters_);
  }
  for (auto& [id, waiter] : left) waiter.then(unavailable("the connection is lost"));
}

} // namespace outbound
