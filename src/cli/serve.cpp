#include "cli/serve.h"

#include "cli/node.h"
#include "core/log.h"

#include <boost/json.hpp>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <unistd.h>

namespace cli {
namespace {

sigset_t ending_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  return set;
}

void print_ready(const Node& node) {
  boost::json::array addresses;
  for (const auto& address : node.addresses()) addresses.emplace_back("http://" + address);
  const boost::json::object line{{"ready", true}, {"listen", addresses}, {"pid", ::getpid()}};
  std::printf("%s\n", boost::json::serialize(line).c_str());
  std::fflush(stdout);
}

bool has_role(const ServeOptions& options, std::string_view role) { return std::ranges::find(options.roles, role) != options.roles.end(); }

} // namespace

void wait_for_end(Installation& installation) {
  const auto ends = ending_signals();
  const timespec interval{.tv_sec = 0, .tv_nsec = 500'000'000};
  while (::sigtimedwait(&ends, nullptr, &interval) < 0) {
    const auto alive = installation.revive_signer();
    if (!alive) core::log::error("signer_not_revived", alive.error());
  }
}

void wait_for_ending_signal() {
  const auto ends = ending_signals();
  int signal = 0;
  ::sigwait(&ends, &signal);
}

void block_ending_signals() {
  const auto ends = ending_signals();
  ::pthread_sigmask(SIG_BLOCK, &ends, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

core::Result<void> serve(const ServeOptions& options) {
  block_ending_signals(); // before any thread starts, so that only wait_for_end takes them
  const auto installation = TRY(Installation::open({options.data, options.test_clock, options.signer_socket}));
  const auto& server = installation->world().config.server;
  const auto node = TRY(Node::start(*installation, {.listen = options.listen.empty() ? server.listen : options.listen,
                                                    .desk_listen = options.desk_listen.empty() ? server.desk_listen : options.desk_listen,
                                                    .tls_listen = options.tls_listen,
                                                    .web = has_role(options, "web"),
                                                    .status = has_role(options, "status"),
                                                    .jobs = has_role(options, "jobs"),
                                                    .web_root = options.web_root}));
  TRY(installation->wait_for_signer()); // pages are served already
  print_ready(*node);
  wait_for_end(*installation);
  core::log::info("draining");
  return {};
}

} // namespace cli
