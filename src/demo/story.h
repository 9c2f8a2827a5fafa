#pragma once

#include "demo/narrator.h"
#include "demo/servers.h"
#include "demo/staff.h"

#include <filesystem>
#include <map>
#include <string>

namespace demo {

/// The first story, told through the doors that people use: a company orders an Advantage certificate, pays, applies, is vetted by two
/// specialists, gets its certificate, uses it, and has it revoked.
class Story {
public:
  struct Setting {
    std::string public_url;
    std::string desk_url;
    std::filesystem::path work; ///< for keys and certificates of the applicant
    std::vector<usecases::CreatedUser> staff;
    core::Language language = core::Language::ja;
  };
  Story(Setting setting, Servers& servers, Narrator& narrator);
  core::Result<void> tell();

  /// The staff as the story left them, with password and second factor, by role.
  const std::map<std::string, StaffMember>& staff() const { return staff_; }

private:
  // story_order.cpp
  core::Result<void> quote_and_order();
  core::Result<void> pay();
  core::Result<void> take_access_code();
  // story_application.cpp
  core::Result<void> apply();
  core::Result<void> prove_domains();
  // story_desk.cpp
  core::Result<void> open_desk();
  core::Result<void> check_register();
  core::Result<void> telephone();
  core::Result<void> recommend();
  core::Result<void> approve();
  // story_use.cpp
  core::Result<void> fetch_certificate();
  core::Result<void> serve_with_nginx();
  core::Result<void> open_in_chromium();
  core::Result<void> diagnose();
  core::Result<void> revoke();

  StaffMember& member(const std::string& role) { return staff_.at(role); }
  core::Result<boost::json::value> current_case();
  std::string file(const std::string& name) const { return (setting_.work / name).string(); }

  Setting setting_;
  Servers& servers_;
  Narrator& narrator_;
  ApiClient visitor_;
  std::map<std::string, StaffMember> staff_;
  std::string order_id_, order_number_, application_id_, case_id_, certificate_id_, download_token_;
  std::int64_t total_ = 0;
};

} // namespace demo
