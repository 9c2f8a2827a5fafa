#include "http/transport.h"

#include "http/errors.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <array>
#include <cerrno>
#include <sys/socket.h>
#include <sys/uio.h>

namespace http {
namespace {

std::string openssl_error() {
  std::array<char, 256> text{};
  ERR_error_string_n(ERR_get_error(), text.data(), text.size());
  return text.data();
}

int select_http_1_1(SSL*, const unsigned char** out, unsigned char* out_size, const unsigned char* offered, unsigned size, void*) {
  static constexpr std::array<unsigned char, 9> ours{8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
  auto* chosen = const_cast<unsigned char*>(*out);
  if (SSL_select_next_proto(&chosen, out_size, ours.data(), ours.size(), offered, size) != OPENSSL_NPN_NEGOTIATED)
    return SSL_TLSEXT_ERR_NOACK;
  *out = chosen;
  return SSL_TLSEXT_ERR_OK;
}

/// Repeats an interrupted system call and tells what its outcome means.
Transport::Outcome sent_or_wait(const auto& call) {
  for (;;) {
    const ssize_t sent = call();
    if (sent >= 0) return {static_cast<std::size_t>(sent), Transport::Wants::nothing, false};
    if (errno == EINTR) continue;
    if (errno == EAGAIN || errno == EWOULDBLOCK) return {0, Transport::Wants::write, false};
    return {0, Transport::Wants::nothing, true};
  }
}

} // namespace

core::Result<std::unique_ptr<TlsContext>> TlsContext::load(const TlsFiles& files) {
  std::unique_ptr<TlsContext> context(new TlsContext(SSL_CTX_new(TLS_server_method())));
  auto* raw = context->get();
  SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION);
  SSL_CTX_set_mode(raw, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_set_options(raw, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  SSL_CTX_set_cipher_list(raw, "ECDHE+AESGCM:ECDHE+CHACHA20"); // of TLS 1.2
  SSL_CTX_set_alpn_select_cb(raw, &select_http_1_1, nullptr);
  ERR_clear_error();
  if (SSL_CTX_use_certificate_chain_file(raw, files.certificate_chain.c_str()) != 1)
    return core::fail(errors::tls_setup_failed, {{"file", files.certificate_chain}}, openssl_error());
  if (SSL_CTX_use_PrivateKey_file(raw, files.private_key.c_str(), SSL_FILETYPE_PEM) != 1 || SSL_CTX_check_private_key(raw) != 1)
    return core::fail(errors::tls_setup_failed, {{"file", files.private_key}}, openssl_error());
  return context;
}

TlsContext::~TlsContext() { SSL_CTX_free(context_); }

Transport::Transport(int descriptor, const TlsContext* tls) : descriptor_(descriptor) {
  if (tls == nullptr) return;
  ssl_ = SSL_new(tls->get());
  SSL_set_fd(ssl_, descriptor);
  SSL_set_accept_state(ssl_);
}

Transport::~Transport() { SSL_free(ssl_); }

Transport::Outcome Transport::outcome_of(int result, std::size_t bytes) const {
  if (result == 1) return {bytes, Wants::nothing, false};
  switch (SSL_get_error(ssl_, result)) {
  case SSL_ERROR_WANT_READ:
    return {0, Wants::read, false};
  case SSL_ERROR_WANT_WRITE:
    return {0, Wants::write, false};
  default:
    return {0, Wants::nothing, true};
  }
}

Transport::Outcome Transport::handshake() {
  if (ssl_ == nullptr || SSL_is_init_finished(ssl_)) return {};
  ERR_clear_error();
  return outcome_of(SSL_do_handshake(ssl_), 0);
}

Transport::Outcome Transport::read(std::span<char> space) {
  if (ssl_ != nullptr) {
    std::size_t bytes = 0;
    ERR_clear_error();
    const int code = SSL_read_ex(ssl_, space.data(), space.size(), &bytes);
    return outcome_of(code, bytes);
  }
  for (;;) {
    const auto got = ::recv(descriptor_, space.data(), space.size(), 0);
    if (got > 0) return {static_cast<std::size_t>(got), Wants::nothing, false};
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return {0, Wants::read, false};
    return {0, Wants::nothing, true};
  }
}

Transport::Outcome Transport::write_tls(std::string_view bytes) {
  std::size_t written = 0;
  ERR_clear_error();
  const int code = SSL_write_ex(ssl_, bytes.data(), bytes.size(), &written);
  return outcome_of(code, written);
}

Transport::Outcome Transport::write(std::string_view first, std::string_view second) {
  if (ssl_ != nullptr) return write_tls(first.empty() ? second : first);
  if (first.empty() || second.empty()) {
    const auto only = first.empty() ? second : first;
    return sent_or_wait([&] { return ::send(descriptor_, only.data(), only.size(), MSG_NOSIGNAL); });
  }
  std::array<iovec, 2> pieces{{{const_cast<char*>(first.data()), first.size()}, {const_cast<char*>(second.data()), second.size()}}};
  msghdr message{};
  message.msg_iov = pieces.data();
  message.msg_iovlen = pieces.size();
  return sent_or_wait([&] { return ::sendmsg(descriptor_, &message, MSG_NOSIGNAL); });
}

void Transport::end_writing() {
  if (ssl_ != nullptr && SSL_is_init_finished(ssl_)) {
    ERR_clear_error();
    SSL_shutdown(ssl_);
  }
  ::shutdown(descriptor_, SHUT_WR);
}

} // namespace http
