#include "outbound/perspective_calls.h"

#include "core/crypto.h"
#include "outbound/curl_handle.h"
#include "outbound/errors.h"

#include <fmt/format.h>

#include <array>
#include <cctype>

namespace outbound {
namespace {

constexpr std::size_t longest_reply = std::size_t{16} << 20U;
constexpr long connect_time = 5000;
constexpr std::size_t nonce_size = 16;

struct FreeMulti {
  void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};

/// One question under way.
struct Call {
  const PerspectiveAddress* to = nullptr;
  std::string nonce;
  std::string url;
  std::string request;
  std::string reply;
  std::string mac;
  CurlList headers;
  CurlHandle handle;
  CURLcode outcome = CURLE_OPERATION_TIMEDOUT;
};

std::size_t on_body(const char* data, std::size_t, std::size_t size, void* to) {
  auto& call = *static_cast<Call*>(to);
  if (size > longest_reply - call.reply.size()) return 0;
  call.reply.append(data, size);
  return size;
}

std::size_t on_header(const char* data, std::size_t, std::size_t size, void* to) {
  const std::string_view line(data, size);
  const auto colon = line.find(':');
  if (colon != perspective_mac_header.size()) return size;
  for (std::size_t i = 0; i < colon; ++i)
    if (std::tolower(static_cast<unsigned char>(line[i])) != std::tolower(static_cast<unsigned char>(perspective_mac_header[i])))
      return size;
  auto& mac = static_cast<Call*>(to)->mac;
  mac.clear();
  for (const char c : line.substr(colon + 1))
    if (std::isxdigit(static_cast<unsigned char>(c)) != 0) mac += c;
  return size;
}

/// The pinned key stands for the certificate's chain and name (BR 3.2.2.9: authenticated and encrypted).
void set_tls(CURL* handle, const std::string& pin) {
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "https");
  curl_easy_setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 0L);
  curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 0L);
  curl_easy_setopt(handle, CURLOPT_PINNEDPUBLICKEY, pin.c_str());
}

void set_request(Call& call, std::chrono::milliseconds timeout) {
  auto* handle = call.handle.get();
  set_tls(handle, call.to->pin);
  curl_easy_setopt(handle, CURLOPT_URL, call.url.c_str());
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(handle, CURLOPT_PROXY, "");
  curl_easy_setopt(handle, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  curl_easy_setopt(handle, CURLOPT_HTTP09_ALLOWED, 0L);
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, connect_time);
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(timeout.count()));
  curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE, static_cast<long>(call.request.size()));
  curl_easy_setopt(handle, CURLOPT_POSTFIELDS, call.request.c_str());
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, call.headers.get());
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &on_body);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &call);
  curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, &on_header);
  curl_easy_setopt(handle, CURLOPT_HEADERDATA, &call);
  curl_easy_setopt(handle, CURLOPT_PRIVATE, &call);
}

std::unique_ptr<Call> make_call(const PerspectiveAddress& to, const Look& look, std::chrono::milliseconds timeout) {
  auto call = std::make_unique<Call>();
  call->to = &to;
  call->nonce = core::to_hex(core::random_bytes(nonce_size));
  call->url = to.url + std::string(perspective_path);
  // The present of both machines, which a test's clock does not move.
  call->request = encode(LookRequest{to.name, call->nonce, core::to_unix(core::SystemClock{}.now()), look});
  append(call->headers, "Content-Type: application/json");
  append(call->headers, "Expect:");
  append(call->headers, fmt::format("{}: {}", perspective_mac_header, request_mac(to.key, call->request)).c_str());
  call->handle = new_curl_handle();
  set_request(*call, timeout);
  return call;
}

void note_outcomes(CURLM* multi) {
  int left = 0;
  while (const auto* message = curl_multi_info_read(multi, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    void* call = nullptr;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &call);
    static_cast<Call*>(call)->outcome = message->data.result;
  }
}

void run(std::span<const std::unique_ptr<Call>> calls) {
  const std::unique_ptr<CURLM, FreeMulti> multi(curl_multi_init());
  for (const auto& call : calls) curl_multi_add_handle(multi.get(), call->handle.get());
  int running = 1;
  while (running > 0 && curl_multi_perform(multi.get(), &running) == CURLM_OK) {
    note_outcomes(multi.get());
    if (running > 0 && curl_multi_poll(multi.get(), nullptr, 0, 1000, nullptr) != CURLM_OK) break;
  }
  for (const auto& call : calls) curl_multi_remove_handle(multi.get(), call->handle.get());
}

core::Result<LookReply> read_reply(const Call& call) {
  const auto& name = call.to->name;
  if (call.outcome == CURLE_SSL_PINNEDPUBKEYNOTMATCH)
    return core::fail(errors::perspective_not_authentic, {{"perspective", name}}, "its key is not the pinned one");
  if (call.outcome != CURLE_OK)
    return core::fail(errors::perspective_unreachable, {{"perspective", name}}, curl_easy_strerror(call.outcome));
  long status = 0;
  curl_easy_getinfo(call.handle.get(), CURLINFO_RESPONSE_CODE, &status);
  if (status != 200) return core::fail(errors::perspective_refused, {{"why", fmt::format("{} {}", name, status)}});
  if (!mac_matches(reply_mac(call.to->key, call.nonce, call.reply), call.mac))
    return core::fail(errors::perspective_not_authentic, {{"perspective", name}}, "the MAC is wrong");
  auto reply = TRY(parse_look_reply(call.reply));
  if (reply.perspective != name || reply.nonce != call.nonce)
    return core::fail(errors::perspective_not_authentic, {{"perspective", name}}, "another's reply");
  return reply;
}

} // namespace

std::vector<core::Result<LookReply>> call_perspectives(std::span<const PerspectiveAddress> addresses, const Look& look,
                                                       std::chrono::milliseconds timeout) {
  std::vector<std::unique_ptr<Call>> calls;
  for (const auto& address : addresses) calls.push_back(make_call(address, look, timeout));
  run(calls);
  std::vector<core::Result<LookReply>> replies;
  for (const auto& call : calls) replies.push_back(read_reply(*call));
  return replies;
}

} // namespace outbound
