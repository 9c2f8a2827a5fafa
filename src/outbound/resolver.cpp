#include "outbound/resolver.h"

#include "outbound/dns_packet.h"
#include "outbound/errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <arpa/inet.h>
#include <atomic>
#include <cctype>
#include <condition_variable>
#include <mutex>
#include <poll.h>
#include <thread>
#include <unbound.h>
#include <unordered_map>

namespace outbound {
namespace {

/// One question under way; the waiting caller and the callback share it.
struct Pending {
  std::mutex mutex;
  std::condition_variable done;
  bool finished = false;
  DnsAnswer answer;
};

/// Lower case without the final dot; empty for anything that is no name (RFC 1035 2.3.4).
std::string plain_name(std::string_view text) {
  if (text.ends_with('.')) text.remove_suffix(1);
  if (text.empty() || text.size() > 253) return {};
  std::string name;
  std::size_t label = 0;
  for (const char c : text) {
    label = c == '.' ? 0 : label + 1;
    const bool fits = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' || c == '*' || c == '.';
    if (!fits || label > 63 || (c == '.' && (name.empty() || name.back() == '.'))) return {};
    name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return name;
}

bool is_loopback(const std::string& server) { return server.starts_with("127.") || server.starts_with("::1"); }

void read_result(const ub_result& result, DnsAnswer& answer) {
  answer.rcode = result.rcode;
  answer.security = result.bogus ? DnsSecurity::bogus : result.secure ? DnsSecurity::secure : DnsSecurity::insecure;
  answer.ttl = static_cast<std::uint32_t>(std::max(result.ttl, 0));
  if (result.why_bogus != nullptr) answer.failure = result.why_bogus;
  if (result.canonname != nullptr) {
    auto canonical = plain_name(result.canonname);
    if (canonical != answer.name) answer.canonical_name = std::move(canonical);
  }
  for (int i = 0; result.data != nullptr && result.data[i] != nullptr; ++i) {
    const auto* data = reinterpret_cast<const std::uint8_t*>(result.data[i]);
    answer.records.emplace_back(data, data + result.len[i]);
  }
  if (answer.type == DnsType::ds && answer.security == DnsSecurity::secure && result.answer_packet != nullptr)
    answer.insecure_delegation = shows_insecure_delegation(
        {static_cast<const std::uint8_t*>(result.answer_packet), static_cast<std::size_t>(result.answer_len)}, answer.name);
}

std::string address_text(core::ByteView address) {
  char text[INET6_ADDRSTRLEN] = {};
  if (address.size() != 4 && address.size() != 16) return {};
  ::inet_ntop(address.size() == 4 ? AF_INET : AF_INET6, address.data(), text, sizeof text);
  return text;
}

} // namespace

/// The libunbound context, the thread that runs its callbacks and the questions under way.
struct Resolver::Context {
  ub_ctx* unbound = nullptr;
  std::chrono::milliseconds timeout{};
  std::atomic<bool> stopping{false};
  std::thread poller;
  std::mutex mutex;
  std::unordered_map<Pending*, std::shared_ptr<Pending>> pending;

  ~Context() {
    stopping = true;
    if (poller.joinable()) poller.join();
    if (unbound != nullptr) ub_ctx_delete(unbound);
  }

  core::Result<void> set(const char* option, const std::string& value) {
    const int status = ub_ctx_set_option(unbound, option, value.c_str());
    if (status != 0) return refuse(fmt::format("{} {}", option, value), status);
    return {};
  }

  static core::Failure refuse(const std::string& what, int status) {
    return core::fail(errors::resolver_unusable, {{"what", what}}, ub_strerror(status));
  }

  core::Result<void> configure(const DnsSettings& settings);
  core::Result<void> configure_servers(const DnsSettings& settings);
  void poll();
  std::shared_ptr<Pending> start(const std::string& name, DnsType type);
  static void finished(void* data, int status, ub_result* result);
};

core::Result<void> Resolver::Context::configure(const DnsSettings& settings) {
  timeout = settings.timeout;
  unbound = ub_ctx_create();
  if (unbound == nullptr) return core::fail(errors::resolver_unusable, {{"what", "libunbound"}});
  TRY(set("cache-max-ttl:", std::to_string(settings.cache_time.count())));
  TRY(set("cache-max-negative-ttl:", std::to_string(settings.negative_cache_time.count())));
  TRY(set("infra-host-ttl:", "30"));
  TRY(set("module-config:", "validator iterator"));
  TRY(set("harden-dnssec-stripped:", "yes"));
  TRY(set("val-clean-additional:", "yes"));
  TRY(set("minimal-responses:", "yes"));
  TRY(configure_servers(settings));
  // The trust anchor is never optional: no setting turns validation off (BR 4.2.2.2).
  if (const int status = ub_ctx_add_ta_file(unbound, settings.trust_anchor_file.c_str()); status != 0)
    return refuse(settings.trust_anchor_file, status);
  ub_ctx_async(unbound, 1);
  // The first of these calls reads the trust anchor; a name that has no data is removed where no zone need be.
  const bool configured = !settings.resolver.empty() || !settings.stubs.empty();
  const int status = configured ? ub_ctx_zone_remove(unbound, "test.") : ub_ctx_data_remove(unbound, "nothing.invalid.");
  if (status != 0) return refuse(settings.trust_anchor_file, status);
  if (configured)
    for (const auto* zone : {"example.", "invalid."}) ub_ctx_zone_remove(unbound, zone);
  poller = std::thread([this] { poll(); });
  return {};
}

/// libunbound asks loopback addresses only where one is configured.
core::Result<void> Resolver::Context::configure_servers(const DnsSettings& settings) {
  bool loopback = is_loopback(settings.resolver);
  if (!settings.resolver.empty())
    if (const int status = ub_ctx_set_fwd(unbound, settings.resolver.c_str()); status != 0) return refuse(settings.resolver, status);
  for (const auto& stub : settings.stubs) {
    const auto equals = stub.find('=');
    if (equals == std::string::npos || equals == 0) return refuse(stub, UB_SYNTAX);
    const auto zone = stub.substr(0, equals);
    const auto server = stub.substr(equals + 1);
    if (const int status = ub_ctx_set_stub(unbound, zone.c_str(), server.c_str(), 0); status != 0) return refuse(stub, status);
    loopback = loopback || is_loopback(server);
  }
  if (!settings.stubs.empty()) TRY(set("qname-minimisation:", "no"));
  if (loopback) TRY(set("do-not-query-localhost:", "no"));
  return {};
}

void Resolver::Context::poll() {
  pollfd fd{ub_fd(unbound), POLLIN, 0};
  while (!stopping)
    if (::poll(&fd, 1, 100) > 0) ub_process(unbound);
}

void Resolver::Context::finished(void* data, int status, ub_result* result) {
  auto& waiting = *static_cast<Pending*>(data);
  const std::lock_guard lock(waiting.mutex);
  if (status != 0) waiting.answer.failure = ub_strerror(status);
  if (result != nullptr) read_result(*result, waiting.answer);
  ub_resolve_free(result);
  waiting.finished = true;
  waiting.done.notify_all();
}

std::shared_ptr<Pending> Resolver::Context::start(const std::string& name, DnsType type) {
  auto waiting = std::make_shared<Pending>();
  waiting->answer.name = name;
  waiting->answer.type = type;
  {
    const std::lock_guard lock(mutex);
    // A question that timed out stays here until libunbound lets go of it.
    std::erase_if(pending, [](const auto& entry) {
      const std::lock_guard inner(entry.second->mutex);
      return entry.second->finished;
    });
    pending.emplace(waiting.get(), waiting);
  }
  int id = 0;
  const int status = ub_resolve_async(unbound, name.c_str(), static_cast<int>(type), 1, waiting.get(), &Context::finished, &id);
  if (status != 0) finished(waiting.get(), status, nullptr);
  return waiting;
}

Resolver::Resolver(std::unique_ptr<Context> context) : context_(std::move(context)) {}
Resolver::~Resolver() = default;

core::Result<std::unique_ptr<Resolver>> Resolver::create(const DnsSettings& settings) {
  auto context = std::make_unique<Context>();
  TRY(context->configure(settings));
  return std::unique_ptr<Resolver>(new Resolver(std::move(context)));
}

core::Result<DnsAnswer> Resolver::query(std::string_view name, DnsType type) {
  const auto plain = plain_name(name);
  if (plain.empty()) return core::fail(errors::dns_name_invalid, {{"name", std::string(name.substr(0, 260))}});
  const auto waiting = context_->start(plain, type);
  std::unique_lock lock(waiting->mutex);
  if (waiting->done.wait_for(lock, context_->timeout, [&] { return waiting->finished; })) return std::move(waiting->answer);
  DnsAnswer silent;
  silent.name = plain;
  silent.type = type;
  silent.security = DnsSecurity::insecure;
  silent.failure = "no answer in time";
  return silent;
}

core::Result<std::vector<std::string>> Resolver::txt(std::string_view name) {
  const auto answer = TRY(query(name, DnsType::txt));
  TRY(require_answer(answer));
  std::vector<std::string> texts;
  for (const auto& record : answer.records) texts.push_back(txt_text(record));
  return texts;
}

core::Result<std::vector<std::string>> Resolver::address(std::string_view name) {
  std::vector<std::string> addresses;
  std::optional<core::Error> failure;
  for (const auto type : {DnsType::a, DnsType::aaaa}) {
    const auto answer = TRY(query(name, type));
    if (auto usable = require_answer(answer); !usable) failure = std::move(usable).error();
    for (const auto& record : answer.records)
      if (answer.answered()) addresses.push_back(address_text(record));
  }
  if (!addresses.empty()) return addresses;
  if (failure) return core::fail(std::move(*failure));
  return core::fail(errors::dns_name_missing, {{"name", std::string(name)}});
}

std::string txt_text(core::ByteView rdata) {
  std::string text;
  while (!rdata.empty()) {
    const auto length = std::min<std::size_t>(rdata[0], rdata.size() - 1);
    text += core::as_text(rdata.subspan(1, length));
    rdata = rdata.subspan(1 + length);
  }
  return text;
}

core::Result<void> require_answer(const DnsAnswer& answer) {
  if (answer.answered()) return {};
  const auto& code = answer.security == DnsSecurity::bogus ? errors::dns_answer_bogus : errors::dns_lookup_failed;
  return core::fail(code, {{"name", answer.name}, {"type", std::string(to_string(answer.type))}}, answer.describe());
}

std::string_view to_string(DnsType type) {
  switch (type) {
  case DnsType::a:
    return "A";
  case DnsType::ns:
    return "NS";
  case DnsType::cname:
    return "CNAME";
  case DnsType::soa:
    return "SOA";
  case DnsType::txt:
    return "TXT";
  case DnsType::aaaa:
    return "AAAA";
  case DnsType::ds:
    return "DS";
  case DnsType::caa:
    return "CAA";
  }
  return "?";
}

std::string_view to_string(DnsSecurity security) {
  switch (security) {
  case DnsSecurity::secure:
    return "secure";
  case DnsSecurity::insecure:
    return "insecure";
  case DnsSecurity::bogus:
    return "bogus";
  }
  return "?";
}

std::string DnsAnswer::describe() const {
  const auto* code = rcode == 0 ? "NOERROR" : rcode == 2 ? "SERVFAIL" : rcode == 3 ? "NXDOMAIN" : rcode == 5 ? "REFUSED" : "RCODE";
  auto text = fmt::format("{} {}: {}, {}, {} record(s), TTL {}", name, to_string(type), code, to_string(security), records.size(), ttl);
  if (!canonical_name.empty()) text += ", by CNAME " + canonical_name;
  if (!failure.empty()) text += " (" + failure + ")";
  return text;
}

} // namespace outbound
