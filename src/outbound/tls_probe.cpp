#include "outbound/tls_probe.h"

#include "outbound/errors.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <memory>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

namespace outbound {
namespace {

struct FreeContext {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
struct FreeSsl {
  void operator()(SSL* ssl) const { SSL_free(ssl); }
};

class Socket {
public:
  explicit Socket(int descriptor) : descriptor_(descriptor) {}
  ~Socket() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  Socket(Socket&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  int get() const { return descriptor_; }

private:
  int descriptor_;
};

core::Result<Socket> connect_to(const TlsTarget& target, std::chrono::seconds timeout) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (const int failed = ::getaddrinfo(target.host.c_str(), std::to_string(target.port).c_str(), &hints, &found); failed != 0)
    return core::fail(errors::tls_unreachable, {{"host", target.host}, {"why", ::gai_strerror(failed)}});
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> list(found, &::freeaddrinfo);
  const timeval limit{.tv_sec = timeout.count(), .tv_usec = 0};
  for (const auto* address = found; address != nullptr; address = address->ai_next) {
    Socket socket(::socket(address->ai_family, address->ai_socktype | SOCK_CLOEXEC, address->ai_protocol));
    ::setsockopt(socket.get(), SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    ::setsockopt(socket.get(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    if (::connect(socket.get(), address->ai_addr, address->ai_addrlen) == 0) return socket;
  }
  return core::fail(errors::tls_unreachable, {{"host", target.host}, {"why", std::to_string(target.port)}});
}

/// Called only when the server asks for a client certificate.
int note_request(SSL* ssl, X509**, EVP_PKEY**) {
  *static_cast<bool*>(SSL_get_app_data(ssl)) = true;
  return 0;
}

core::Bytes der_of(X509* certificate) {
  core::Bytes der(static_cast<std::size_t>(i2d_X509(certificate, nullptr)));
  auto* out = der.data();
  i2d_X509(certificate, &out);
  return der;
}

std::string last_error() {
  const auto code = ERR_get_error();
  return code == 0 ? "the connection ended" : ERR_reason_error_string(code) != nullptr ? ERR_reason_error_string(code) : "TLS error";
}

std::unique_ptr<SSL_CTX, FreeContext> make_context(const TlsTarget& target) {
  std::unique_ptr<SSL_CTX, FreeContext> context(SSL_CTX_new(TLS_client_method()));
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_NONE, nullptr); // judged afterwards, so that everything can be told
  SSL_CTX_set_client_cert_cb(context.get(), note_request);
  if (target.ca_file.empty())
    SSL_CTX_set_default_verify_paths(context.get());
  else
    SSL_CTX_load_verify_locations(context.get(), target.ca_file.c_str(), nullptr);
  return context;
}

} // namespace

core::Result<TlsReport> probe_tls(const TlsTarget& target, std::chrono::seconds timeout) {
  const auto socket = TRY(connect_to(target, timeout));
  const auto context = make_context(target);
  const std::unique_ptr<SSL, FreeSsl> ssl(SSL_new(context.get()));
  TlsReport report;
  SSL_set_app_data(ssl.get(), &report.asks_for_client_certificate);
  SSL_set_tlsext_host_name(ssl.get(), target.server_name.c_str());
  SSL_set1_host(ssl.get(), target.server_name.c_str());
  SSL_set_fd(ssl.get(), socket.get());
  ERR_clear_error();
  if (SSL_connect(ssl.get()) != 1) return core::fail(errors::tls_handshake_failed, {{"host", target.host}, {"why", last_error()}});
  report.protocol = SSL_get_version(ssl.get());
  report.cipher = SSL_get_cipher_name(ssl.get());
  auto* chain = SSL_get_peer_cert_chain(ssl.get());
  for (int i = 0; i < sk_X509_num(chain); ++i) report.chain.push_back(der_of(sk_X509_value(chain, i)));
  const auto verified = SSL_get_verify_result(ssl.get());
  if (verified != X509_V_OK) report.verification = X509_verify_cert_error_string(verified);
  SSL_shutdown(ssl.get());
  return report;
}

} // namespace outbound
