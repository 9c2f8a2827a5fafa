// A plug-in of clang-tidy 19 that shows the checks what is written in this repository only. Without it they walk through every header
// of the standard library and of Boost, only to have what they find there thrown away: two thirds of their time. (Later versions of
// clang-tidy leave these headers out by themselves.)
#include <clang-tidy/ClangTidyCheck.h>
#include <clang-tidy/ClangTidyModule.h>
#include <clang-tidy/ClangTidyModuleRegistry.h>

#include <vector>

namespace {

namespace matchers = clang::ast_matchers;

class OwnCode : public clang::tidy::ClangTidyCheck {
public:
  using ClangTidyCheck::ClangTidyCheck;

  void registerMatchers(matchers::MatchFinder* finder) override { finder->addMatcher(matchers::translationUnitDecl().bind("unit"), this); }

  // The unit is met before the declarations in it.
  void check(const matchers::MatchFinder::MatchResult& result) override {
    std::vector<clang::Decl*> own;
    for (auto* declaration : result.Nodes.getNodeAs<clang::TranslationUnitDecl>("unit")->decls()) {
      const auto at = declaration->getLocation();
      if (at.isValid() && !result.SourceManager->isInSystemHeader(at)) own.push_back(declaration);
    }
    result.Context->setTraversalScope(own);
  }
};

class Module : public clang::tidy::ClangTidyModule {
public:
  void addCheckFactories(clang::tidy::ClangTidyCheckFactories& factories) override { factories.registerCheck<OwnCode>("shomei-own-code"); }
};

const clang::tidy::ClangTidyModuleRegistry::Add<Module> module("shomei", "what is written in this repository");

} // namespace
