#include "demo/story.h"

namespace demo {

Story::Story(Setting setting, Servers& servers, Narrator& narrator)
    : setting_(std::move(setting)), servers_(servers), narrator_(narrator), visitor_(setting_.public_url) {
  visitor_.language = core::to_string(setting_.language);
}

core::Result<void> Story::tell() {
  struct Step {
    std::string_view key;
    core::Result<void> (Story::*run)();
  };
  constexpr Step steps[] = {{"order", &Story::quote_and_order},
                            {"desk", &Story::open_desk},
                            {"pay", &Story::pay},
                            {"code", &Story::take_access_code},
                            {"apply", &Story::apply},
                            {"domains", &Story::prove_domains},
                            {"register", &Story::check_register},
                            {"call", &Story::telephone},
                            {"recommend", &Story::recommend},
                            {"approve", &Story::approve},
                            {"download", &Story::fetch_certificate},
                            {"nginx", &Story::serve_with_nginx},
                            {"chromium", &Story::open_in_chromium},
                            {"check", &Story::diagnose},
                            {"revoke", &Story::revoke}};
  for (const auto& step : steps) TRY(narrator_.step(step.key, [&] { return (this->*step.run)(); }));
  return {};
}

} // namespace demo
