#pragma once

#include "http/message.h"
#include "http/router.h"

#include <future>
#include <string>
#include <vector>

namespace http {

/// A request put together by a test, and its way through a router as the server takes it.
class TestRequest {
public:
  TestRequest(std::string method, std::string target) : method_(std::move(method)), target_(std::move(target)) {}
  TestRequest& header(std::string name, std::string value) {
    headers_.emplace_back(std::move(name), std::move(value));
    return *this;
  }
  TestRequest& json(std::string body) {
    body_ = std::move(body);
    return header("Content-Type", "application/json");
  }
  TestRequest& body(std::string text) {
    body_ = std::move(text);
    return *this;
  }

  Response through(const Router& router) const {
    Request request;
    std::vector<HeaderField> fields;
    for (const auto& [name, value] : headers_) fields.push_back({name, value});
    request.method_name = method_;
    request.method = parse_method(method_);
    request.target = target_;
    request.path = std::string_view(target_).substr(0, target_.find('?'));
    request.query = std::string_view(target_).substr(std::min(request.path.size() + 1, target_.size()));
    request.headers = fields;
    request.body = body_;
    request.remote_address = "192.0.2.7";
    request.listener = router.listener();
    auto plan = router.plan(request.method, request.path);
    auto answer = (*plan.handler)(request, std::move(plan.parameters));
    auto* later = std::get_if<Later<Response>>(&answer);
    if (later == nullptr) return std::get<Response>(std::move(answer));
    std::promise<void> woken;
    later->begin([&] { woken.set_value(); });
    woken.get_future().wait();
    static_cast<void>(later->waits());
    return later->finish();
  }

private:
  std::string method_;
  std::string target_;
  std::vector<std::pair<std::string, std::string>> headers_;
  std::string body_;
};

} // namespace http
