#include "ca/pkcs11.h"

#include "ca/errors.h"
#include "core/text.h"

#include <dlfcn.h>
#include <fmt/format.h>
#include <openssl/crypto.h>

#include <algorithm>
#include <vector>

namespace ca {
namespace {

/// Token labels are padded with blanks to 32 characters.
std::string label_of(const CK_TOKEN_INFO& token) {
  std::string label(reinterpret_cast<const char*>(token.label), sizeof token.label);
  label.erase(label.find_last_not_of(' ') + 1);
  return label;
}

} // namespace

core::Result<void> check_token(CK_RV value, const char* function) {
  if (value == CKR_OK) return {};
  return core::fail(errors::token_refused, {{"function", function}, {"value", fmt::format("0x{:x}", value)}});
}

core::Result<std::unique_ptr<Token>> Token::open(const std::string& location, const std::string& pin) {
  const auto mark = location.find("?token=");
  std::unique_ptr<Token> token(new Token);
  token->pin_ = pin;
  TRY(token->load(location.substr(0, mark)));
  TRY(token->choose_slot(mark == std::string::npos ? std::string() : location.substr(mark + 7)));
  token->login_session_ = TRY(token->open_session());
  return token;
}

Token::~Token() {
  OPENSSL_cleanse(pin_.data(), pin_.size());
  if (functions_ != nullptr) functions_->C_Finalize(nullptr);
  if (library_ != nullptr) ::dlclose(library_);
}

core::Result<void> Token::load(const std::filesystem::path& module) {
  library_ = ::dlopen(module.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library_ == nullptr) return core::fail(errors::token_unavailable, {{"module", module.string()}}, ::dlerror());
  const auto get_list = reinterpret_cast<CK_C_GetFunctionList>(::dlsym(library_, "C_GetFunctionList"));
  if (get_list == nullptr || get_list(&functions_) != CKR_OK || functions_ == nullptr)
    return core::fail(errors::token_unavailable, {{"module", module.string()}}, "no C_GetFunctionList");
  CK_C_INITIALIZE_ARGS arguments{};
  arguments.flags = CKF_OS_LOCKING_OK;
  const auto value = functions_->C_Initialize(&arguments);
  if (value != CKR_OK && value != CKR_CRYPTOKI_ALREADY_INITIALIZED) return check_token(value, "C_Initialize");
  return {};
}

core::Result<void> Token::choose_slot(const std::string& label) {
  CK_ULONG count = 0;
  TRY(check_token(functions_->C_GetSlotList(CK_TRUE, nullptr, &count), "C_GetSlotList"));
  std::vector<CK_SLOT_ID> slots(count);
  TRY(check_token(functions_->C_GetSlotList(CK_TRUE, slots.data(), &count), "C_GetSlotList"));
  std::vector<CK_SLOT_ID> found;
  for (const auto slot : slots) {
    CK_TOKEN_INFO token{};
    if (functions_->C_GetTokenInfo(slot, &token) != CKR_OK || (token.flags & CKF_TOKEN_INITIALIZED) == 0) continue;
    if (label.empty() || label_of(token) == label) found.push_back(slot);
  }
  if (found.size() != 1)
    return core::fail(errors::token_unavailable, {{"module", label}}, fmt::format("{} tokens match the label", found.size()));
  slot_ = found.front();
  return {};
}

core::Result<CK_SESSION_HANDLE> Token::open_session() const {
  CK_SESSION_HANDLE session = 0;
  TRY(check_token(functions_->C_OpenSession(slot_, CKF_SERIAL_SESSION | CKF_RW_SESSION, nullptr, nullptr, &session), "C_OpenSession"));
  auto* pin = reinterpret_cast<CK_UTF8CHAR*>(const_cast<char*>(pin_.data()));
  const auto value = functions_->C_Login(session, CKU_USER, pin, pin_.size());
  if (value != CKR_OK && value != CKR_USER_ALREADY_LOGGED_IN) {
    functions_->C_CloseSession(session);
    return core::fail(check_token(value, "C_Login").error());
  }
  return session;
}

} // namespace ca
