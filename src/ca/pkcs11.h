#pragma once

#include "core/bytes.h"
#include "core/result.h"

#include <filesystem>
#include <memory>
#include <p11-kit/pkcs11.h>
#include <string>

namespace ca {

/// A loaded PKCS#11 module with one token logged in; lives as long as the program.
class Token {
public:
  /// `location` is `/path/module.so` or `/path/module.so?token=LABEL`; the label is needed where there are several tokens.
  static core::Result<std::unique_ptr<Token>> open(const std::string& location, const std::string& pin);
  ~Token();

  CK_FUNCTION_LIST* functions() const { return functions_; }
  /// A new session; `token_refused` with the CK_RV where the token does not give one. Logs in again after a token was reset.
  core::Result<CK_SESSION_HANDLE> open_session() const;

private:
  Token() = default;
  core::Result<void> load(const std::filesystem::path& module);
  core::Result<void> choose_slot(const std::string& label);

  void* library_ = nullptr;
  CK_FUNCTION_LIST* functions_ = nullptr;
  CK_SLOT_ID slot_ = 0;
  CK_SESSION_HANDLE login_session_ = 0;
  std::string pin_;
};

/// `token_refused` with the function and its return value, unless that is CKR_OK.
core::Result<void> check_token(CK_RV value, const char* function);

} // namespace ca
