#pragma once

#include "core/bytes.h"

namespace core {

/// Sends everything over a connected socket, waiting where its buffer is full; false when the peer or the socket's time limit ended
/// that. Never raises SIGPIPE.
bool send_all(int socket, ByteView bytes);

} // namespace core
