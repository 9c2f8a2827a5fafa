#include "cli/perspective.h"

#include "cli/errors.h"
#include "cli/installation.h"
#include "cli/serve.h"
#include "core/clock.h"
#include "core/crypto.h"
#include "core/log.h"
#include "http/server.h"
#include "outbound/errors.h"
#include "outbound/perspective_witness.h"
#include "pki/certificate.h"

#include <boost/json.hpp>
#include <fmt/core.h>

#include <charconv>
#include <csignal>
#include <cstdio>
#include <unistd.h>

namespace cli {
namespace {

constexpr std::size_t longest_request = 256 * 1024;
constexpr unsigned workers = 32; // they wait for name servers and web servers

/// `sha256//…` of the certificate's public key, as `[[perspectives]] pin` wants it.
core::Result<std::string> pin_of(const std::string& certificate_file) {
  const auto certificate = TRY(pki::Certificate::parse_pem(core::as_text(TRY(read_file(certificate_file)))));
  return "sha256//" + core::to_base64(core::sha256(certificate.tbs().spki));
}

core::Result<outbound::TestMap> test_map(const std::vector<std::string>& entries) {
  outbound::TestMap map;
  for (const auto& entry : entries) {
    const auto equals = entry.rfind('=');
    std::uint16_t port = 0;
    const auto text = std::string_view(entry).substr(equals == std::string::npos ? entry.size() : equals + 1);
    if (std::from_chars(text.data(), text.data() + text.size(), port).ec != std::errc{})
      return core::fail(errors::perspective_arguments, {{"what", "--test-map"}, {"value", entry}, {"expected", "host:port=port"}});
    map[entry.substr(0, equals)] = port;
  }
  return map;
}

http::Response refusal(const core::Error& error) {
  const bool unreadable = error.code == outbound::errors::perspective_message_invalid;
  return http::Response::text(unreadable ? 400 : 403, std::string(error.code.name) + "\n");
}

http::Handler handler(outbound::PerspectiveWitness& witness) {
  return [&witness](const http::Request& request, http::PathParameters&&) -> http::Answer {
    const auto answered = witness.answer(request.body, request.header(outbound::perspective_mac_header).value_or(""));
    if (!answered) {
      core::log::error("perspective_question_refused", answered.error());
      return refusal(answered.error());
    }
    http::Response response(200);
    response.header(outbound::perspective_mac_header, answered->mac).content("application/json", answered->body);
    return response;
  };
}

outbound::DnsSettings dns_settings(const PerspectiveOptions& options) {
  outbound::DnsSettings settings;
  settings.resolver = options.resolver;
  settings.stubs = options.stubs;
  if (!options.trust_anchor.empty()) settings.trust_anchor_file = options.trust_anchor;
  return settings;
}

void print_ready(const http::Server& server, const PerspectiveOptions& options, const std::string& pin) {
  const boost::json::object line{{"ready", true},
                                 {"perspective", options.name},
                                 {"region", options.region},
                                 {"listen", "https://" + server.addresses().front()},
                                 {"pin", pin},
                                 {"pid", ::getpid()}};
  fmt::print("{}\n", boost::json::serialize(line));
  std::fflush(stdout);
}

core::Result<std::unique_ptr<http::Server>> listen(const PerspectiveOptions& options, const http::Router& router) {
  http::ServerOptions server;
  server.listen.push_back({options.listen, &router, http::TlsFiles{options.tls_certificate, options.tls_key}});
  server.workers = workers;
  server.language = core::Language::en;
  return http::Server::start(std::move(server));
}

} // namespace

core::Result<int> run_perspective(const PerspectiveOptions& options) {
  block_ending_signals();
  auto key = TRY(outbound::parse_perspective_key(core::as_text(TRY(read_file(options.key_file))), options.key_file));
  const auto pin = TRY(pin_of(options.tls_certificate));
  const auto resolver = TRY(outbound::Resolver::create(dns_settings(options)));
  outbound::Guard guard(*resolver, TRY(test_map(options.test_map)));
  outbound::WebFetch web(guard);
  const core::SystemClock clock;
  outbound::PerspectiveWitness witness(options.name, std::move(key), {*resolver, web, clock});
  http::Router router(http::Listener::public_site, core::Language::en);
  router.add(http::Method::post, outbound::perspective_path, {http::Runs::on_worker, longest_request}, handler(witness));
  const auto server = TRY(listen(options, router));
  print_ready(*server, options, pin);
  wait_for_ending_signal();
  server->drain(std::chrono::seconds{5});
  return 0;
}

} // namespace cli
