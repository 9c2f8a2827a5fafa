#pragma once

#include "core/config.h"

#include <string>

/// The addresses that answers and mails name.
namespace usecases::links {

inline std::string quote_pdf(const std::string& id) { return "/api/v1/quotes/" + id + "/pdf"; }
inline std::string invoice_pdf(const std::string& order_id) { return "/api/v1/orders/" + order_id + "/invoice"; }
inline std::string receipt_pdf(const std::string& order_id) { return "/api/v1/orders/" + order_id + "/receipt"; }
inline std::string order_page(const core::Config& config, const std::string& number) {
  return config.server.public_url + "/orders?number=" + number;
}
inline std::string quote_page(const core::Config& config, const std::string& token) {
  return config.server.public_url + "/order#quote=" + token;
}
/// Of a quote that an account's users asked for.
inline std::string account_quote_page(const core::Config& config, const std::string& id) {
  return config.server.public_url + "/cms/orders/new?quote=" + id;
}
inline std::string new_order_page(const core::Config& config) { return config.server.public_url + "/order"; }
inline std::string apply_page(const core::Config& config) { return config.server.public_url + "/apply"; }
inline std::string application_page(const core::Config& config, const std::string& id) {
  return config.server.public_url + "/applications/" + id;
}
inline std::string domain_page(const core::Config& config, const std::string& domain) {
  return config.server.public_url + "/cms/domains/detail?domain=" + domain;
}
inline std::string consent_page(const core::Config& config, const std::string& token) { return config.server.public_url + "/a/" + token; }
inline std::string download_page(const core::Config& config, const std::string& token) {
  return config.server.public_url + "/download/" + token;
}
inline std::string approval_page(const core::Config& config, const std::string& value) { return config.server.public_url + "/d/" + value; }
inline std::string desk_case(const core::Config& config, const std::string& id) { return config.server.desk_url + "/desk/cases/" + id; }

} // namespace usecases::links
