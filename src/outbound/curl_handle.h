#pragma once

#include <curl/curl.h>

#include <memory>
#include <mutex>

namespace outbound {

struct FreeCurl {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using CurlHandle = std::unique_ptr<CURL, FreeCurl>;
using CurlList = std::unique_ptr<curl_slist, FreeCurl>;

/// A libcurl handle with the process's set-up done once.
inline CurlHandle new_curl_handle() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  return CurlHandle(curl_easy_init());
}

inline void append(CurlList& list, const char* text) {
  auto* before = list.release();
  auto* longer = curl_slist_append(before, text);
  list.reset(longer != nullptr ? longer : before);
}

} // namespace outbound
