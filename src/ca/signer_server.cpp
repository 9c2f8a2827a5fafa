#include "ca/signer_server.h"

#include "ca/errors.h"
#include "ca/worker.h"
#include "core/fault.h"
#include "core/log.h"
#include "core/socket.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <vector>

namespace ca {
namespace {

constexpr std::size_t max_connections = 64;
constexpr std::size_t max_batch = 64;
constexpr timeval send_limit{.tv_sec = 10, .tv_usec = 0};

/// An address below an open folder, since a data directory's own path may exceed the 107 octets of sun_path.
bool bind_in(int folder, const std::string& name, int socket) {
  const auto text = fmt::format("/proc/self/fd/{}/{}", folder, name);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (text.size() >= sizeof address.sun_path) return false;
  std::memcpy(address.sun_path, text.c_str(), text.size());
  return ::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

/// Cuts the whole frames at hand into a batch; false where the stream cannot be read any further.
bool read_batch(pki::signer::FrameReader& reader, std::vector<Worker::Request>& batch) {
  while (batch.size() < max_batch) {
    auto payload = reader.next();
    if (!payload) return false;
    if (!*payload) return true;
    auto request = pki::signer::decode_request(**payload);
    if (!request) return false;
    batch.push_back(std::move(*request));
  }
  return true;
}

} // namespace

core::Result<std::unique_ptr<SignerServer>> SignerServer::listen(Signer& signer, const std::filesystem::path& socket) {
  const auto unavailable = [&] { return core::fail(errors::signer_socket_unavailable, {{"socket", socket.string()}}, system_error()); };
  const auto folder_path = socket.has_parent_path() ? socket.parent_path() : std::filesystem::path(".");
  const Descriptor folder(::open(folder_path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  Descriptor listener(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (!folder || !listener) return unavailable();
  ::unlink(socket.c_str()); // the record's lock says that no other signer lives
  // Who else may connect is known by its uid, which the mode of a file cannot say; each connection is asked for it.
  const auto before = ::umask(signer.config().allowed_uids.empty() ? 0177 : 0111);
  const bool bound = bind_in(folder.get(), socket.filename(), listener.get());
  ::umask(before);
  if (!bound || ::listen(listener.get(), 64) != 0) return unavailable();
  return std::unique_ptr<SignerServer>(new SignerServer(signer, std::move(listener), socket));
}

SignerServer::~SignerServer() { ::unlink(path_.c_str()); }

void SignerServer::run(int stop) {
  for (;;) {
    std::array<pollfd, 2> waits{pollfd{stop, POLLIN, 0}, pollfd{listener_.get(), POLLIN, 0}};
    if (::poll(waits.data(), waits.size(), -1) < 0 && errno != EINTR) break;
    if (waits[0].revents != 0) break;
    if (waits[1].revents != 0) accept_one();
    reap();
  }
  for (auto& connection : connections_) ::shutdown(connection.socket.get(), SHUT_RD);
  for (auto& connection : connections_) connection.thread.join();
  connections_.clear();
}

void SignerServer::accept_one() {
  Descriptor socket(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
  if (!socket) return;
  if (connections_.size() >= max_connections || !may_use(socket.get())) {
    core::log::warn("connection_refused");
    return;
  }
  ::setsockopt(socket.get(), SOL_SOCKET, SO_SNDTIMEO, &send_limit, sizeof send_limit);
  auto& connection = connections_.emplace_back();
  connection.socket = std::move(socket);
  connection.thread = std::thread([this, &connection] { serve(connection); });
}

bool SignerServer::may_use(int fd) const {
  ucred peer{};
  socklen_t size = sizeof peer;
  if (::getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0) return false;
  const auto& allowed = signer_.config().allowed_uids;
  return peer.uid == ::geteuid() || std::ranges::find(allowed, peer.uid) != allowed.end();
}

void SignerServer::serve(Connection& connection) {
  Worker worker(signer_);
  pki::signer::FrameReader reader;
  core::Bytes buffer(256 * 1024);
  std::vector<Worker::Request> batch;
  bool readable = true;
  while (readable) {
    const auto size = ::recv(connection.socket.get(), buffer.data(), buffer.size(), 0);
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) break;
    reader.feed(core::ByteView(buffer).first(static_cast<std::size_t>(size)));
    do {
      batch.clear();
      readable = read_batch(reader, batch);
      if (!batch.empty() && !core::send_all(connection.socket.get(), worker.answer(batch))) readable = false;
      core::fault::point("signer.replied");
    } while (readable && batch.size() == max_batch);
    if (!readable) core::log::warn("connection_dropped");
  }
  ::shutdown(connection.socket.get(), SHUT_RDWR);
  connection.done = true;
}

void SignerServer::reap() {
  for (auto connection = connections_.begin(); connection != connections_.end();) {
    if (!connection->done) {
      ++connection;
      continue;
    }
    connection->thread.join();
    connection = connections_.erase(connection);
  }
}

} // namespace ca
