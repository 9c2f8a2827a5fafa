#include "core/socket.h"

#include <cerrno>
#include <sys/socket.h>

namespace core {

bool send_all(int socket, ByteView bytes) {
  while (!bytes.empty()) {
    const auto size = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(size));
  }
  return true;
}

} // namespace core
