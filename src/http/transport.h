#pragma once

#include "core/result.h"
#include "http/server.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

struct ssl_ctx_st;
struct ssl_st;

namespace http {

/// A server's TLS settings (TLS 1.2 and 1.3), shared by its connections.
class TlsContext {
public:
  static core::Result<std::unique_ptr<TlsContext>> load(const TlsFiles& files);
  ~TlsContext();
  TlsContext(const TlsContext&) = delete;
  TlsContext& operator=(const TlsContext&) = delete;
  ssl_ctx_st* get() const { return context_; }

private:
  explicit TlsContext(ssl_ctx_st* context) : context_(context) {}
  ssl_ctx_st* context_;
};

/// Bytes in and out of a non-blocking descriptor, plain or over TLS. Does not own the descriptor.
class Transport {
public:
  enum class Wants : std::uint8_t { nothing, read, write };
  struct Outcome {
    std::size_t bytes = 0;
    Wants wants = Wants::nothing; ///< wait for that, then try again
    bool ended = false;           ///< the peer has closed, or the connection broke
  };

  Transport(int descriptor, const TlsContext* tls);
  ~Transport();
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;

  bool secure() const { return ssl_ != nullptr; }
  Outcome handshake();
  Outcome read(std::span<char> space);
  /// Writes the two pieces in order, as far as it goes.
  Outcome write(std::string_view first, std::string_view second);
  /// Tells the peer that no more comes (close_notify, FIN).
  void end_writing();

private:
  Outcome outcome_of(int result, std::size_t bytes) const;
  Outcome write_tls(std::string_view bytes);

  int descriptor_;
  ssl_st* ssl_ = nullptr;
};

} // namespace http
