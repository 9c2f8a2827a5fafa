#include "outbound/smtp.h"

#include "core/text.h"
#include "outbound/curl_handle.h"
#include "outbound/errors.h"

#include <algorithm>

namespace outbound {
namespace {

struct Upload {
  std::string text;
  std::size_t sent = 0;
};

std::size_t on_read(char* buffer, std::size_t size, std::size_t count, void* from) {
  auto& upload = *static_cast<Upload*>(from);
  const auto bytes = upload.text.copy(buffer, size * count, upload.sent);
  upload.sent += bytes;
  return bytes;
}

/// The server's last refusal, as it is shown to staff (the answer to QUIT comes after it).
std::size_t on_answer(const char* data, std::size_t, std::size_t size, void* to) {
  if (size > 0 && (data[0] == '4' || data[0] == '5')) *static_cast<std::string*>(to) = core::trim({data, std::min<std::size_t>(size, 300)});
  return size;
}

bool is_address(std::string_view text) {
  const auto at = text.rfind('@');
  return text.size() <= 254 && at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
         std::ranges::all_of(text, [](unsigned char c) { return c > 0x20 && c != 0x7F && c != '<' && c != '>' && c != ','; });
}

void set_security(CURL* handle, const SmtpSettings& settings) {
  const bool required = settings.require_tls || !settings.user.empty();
  curl_easy_setopt(handle, CURLOPT_USE_SSL, static_cast<long>(required ? CURLUSESSL_ALL : CURLUSESSL_TRY));
  curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, required ? 1L : 0L);
  curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, required ? 2L : 0L);
  curl_easy_setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!settings.ca_file.empty()) curl_easy_setopt(handle, CURLOPT_CAINFO, settings.ca_file.c_str());
  if (settings.user.empty()) return;
  curl_easy_setopt(handle, CURLOPT_USERNAME, settings.user.c_str());
  curl_easy_setopt(handle, CURLOPT_PASSWORD, settings.password.c_str());
}

/// Only what the server says about this message is final; a fault of log-in, TLS or network is mended and retried.
bool is_final(CURLcode code, long status) {
  if (code == CURLE_LOGIN_DENIED || code == CURLE_USE_SSL_FAILED || code == CURLE_SSL_CONNECT_ERROR ||
      code == CURLE_PEER_FAILED_VERIFICATION)
    return false;
  return status >= 500 && status <= 599 && status != 530 && status != 535;
}

core::Failure explain(CURLcode code, long status, const std::string& answer) {
  const auto words = answer.empty() ? std::string(curl_easy_strerror(code)) : answer;
  const core::Params params{{"answer", words}, {"status", std::to_string(status)}};
  return core::fail(is_final(code, status) ? errors::mail_refused : errors::mail_not_sent, params, curl_easy_strerror(code));
}

} // namespace

core::Result<void> SmtpClient::send(const MailMessage& message, core::Instant now) const {
  if (message.to.empty()) return core::fail(errors::mail_refused, {{"answer", "no recipient"}, {"status", "0"}});
  for (const auto& recipient : message.to)
    if (!is_address(recipient.address))
      return core::fail(errors::mail_refused, {{"answer", "not a mail address"}, {"status", "0"}}, recipient.address);
  const auto handle = new_curl_handle();
  Upload upload{compose_mail(message, now)};
  std::string answer;
  CurlList recipients;
  for (const auto& recipient : message.to) append(recipients, ("<" + recipient.address + ">").c_str());
  const auto url = settings_.url + (settings_.url.ends_with('/') ? "" : "/") + settings_.helo;
  const auto sender = "<" + message.from.address + ">";
  curl_easy_setopt(handle.get(), CURLOPT_URL, url.c_str());
  curl_easy_setopt(handle.get(), CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(handle.get(), CURLOPT_PROXY, "");
  curl_easy_setopt(handle.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle.get(), CURLOPT_TIMEOUT_MS, static_cast<long>(settings_.timeout.count()));
  curl_easy_setopt(handle.get(), CURLOPT_MAIL_FROM, sender.c_str());
  curl_easy_setopt(handle.get(), CURLOPT_MAIL_RCPT, recipients.get());
  curl_easy_setopt(handle.get(), CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(handle.get(), CURLOPT_READFUNCTION, &on_read);
  curl_easy_setopt(handle.get(), CURLOPT_READDATA, &upload);
  curl_easy_setopt(handle.get(), CURLOPT_HEADERFUNCTION, &on_answer);
  curl_easy_setopt(handle.get(), CURLOPT_HEADERDATA, &answer);
  set_security(handle.get(), settings_);
  const auto code = curl_easy_perform(handle.get());
  if (code == CURLE_OK) return {};
  long status = 0;
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
  return explain(code, status, answer);
}

} // namespace outbound
