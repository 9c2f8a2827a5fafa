#include "outbound/pdf_canvas.h"

#include "core/text.h"
#include "outbound/errors.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

#include <map>
#include <mutex>

namespace outbound {
namespace {

struct Unref {
  void operator()(PangoFontMap* map) const { g_object_unref(map); }
  void operator()(PangoLayout* layout) const { g_object_unref(layout); }
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
  void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
  void operator()(PangoAttrList* list) const { pango_attr_list_unref(list); }
};
template <class T>
using Held = std::unique_ptr<T, Unref>;

/// A font map that knows exactly one file, whatever the host has installed; and that font's family name.
struct OneFont {
  Held<PangoFontMap> map;
  std::string family;
};

OneFont load_font(const std::string& file) {
  FcConfig* config = FcConfigCreate();
  OneFont font;
  if (FcConfigAppFontAddFile(config, reinterpret_cast<const FcChar8*>(file.c_str())) == FcTrue) {
    const auto* fonts = FcConfigGetFonts(config, FcSetApplication);
    FcChar8* family = nullptr;
    if (fonts != nullptr && fonts->nfont > 0 && FcPatternGetString(fonts->fonts[0], FC_FAMILY, 0, &family) == FcResultMatch)
      font.family = reinterpret_cast<const char*>(family);
    font.map.reset(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(font.map.get()), config);
  }
  FcConfigDestroy(config);
  return font;
}

cairo_status_t append(void* to, const unsigned char* data, unsigned length) {
  auto& bytes = *static_cast<core::Bytes*>(to);
  bytes.insert(bytes.end(), data, data + length);
  return CAIRO_STATUS_SUCCESS;
}

PangoAlignment alignment(PdfAlign align) {
  switch (align) {
  case PdfAlign::left:
    return PANGO_ALIGN_LEFT;
  case PdfAlign::center:
    return PANGO_ALIGN_CENTER;
  case PdfAlign::right:
    return PANGO_ALIGN_RIGHT;
  }
  return PANGO_ALIGN_LEFT;
}

} // namespace

/// pango and fontconfig share font maps between canvases, so one canvas is drawn at a time.
struct PdfCanvas::State {
  std::unique_lock<std::mutex> turn;
  core::Bytes bytes;
  Held<cairo_surface_t> surface;
  Held<cairo_t> cairo;
  Held<PangoLayout> layout;
  std::string family;

  void set(std::string_view text, double width, const PdfStyle& style) {
    const auto valid = core::to_utf8(core::to_utf32(text));
    const Held<PangoFontDescription> font(pango_font_description_new());
    pango_font_description_set_family(font.get(), family.c_str());
    pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
    pango_layout_set_font_description(layout.get(), font.get());
    const Held<PangoAttrList> attributes(pango_attr_list_new());
    if (style.letter_spacing > 0)
      pango_attr_list_insert(attributes.get(), pango_attr_letter_spacing_new(static_cast<int>(style.letter_spacing * PANGO_SCALE)));
    pango_attr_list_insert(attributes.get(), pango_attr_insert_hyphens_new(FALSE)); // a broken hash stays what it is
    pango_layout_set_attributes(layout.get(), attributes.get());
    pango_layout_set_width(layout.get(), width > 0 ? static_cast<int>(width * PANGO_SCALE) : -1);
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout.get(), alignment(style.align));
    pango_layout_set_spacing(layout.get(), static_cast<int>(style.size * 0.28 * PANGO_SCALE));
    pango_layout_set_text(layout.get(), valid.c_str(), static_cast<int>(valid.size()));
  }

  std::pair<double, double> size() {
    int width = 0;
    int height = 0;
    pango_layout_get_size(layout.get(), &width, &height);
    return {width / double{PANGO_SCALE}, height / double{PANGO_SCALE}};
  }

  void color(const PdfColor& c) { cairo_set_source_rgb(cairo.get(), c.red, c.green, c.blue); }
};

PdfCanvas::PdfCanvas(std::unique_ptr<State> state) : state_(std::move(state)) {}
PdfCanvas::~PdfCanvas() = default;

core::Result<std::unique_ptr<PdfCanvas>> PdfCanvas::create(const std::string& font_file, const Description& description) {
  static std::mutex one_at_a_time;
  static std::map<std::string, OneFont> fonts;
  auto state = std::make_unique<State>();
  state->turn = std::unique_lock(one_at_a_time);
  auto known = fonts.find(font_file);
  if (known == fonts.end()) known = fonts.emplace(font_file, load_font(font_file)).first;
  if (known->second.family.empty()) return core::fail(errors::pdf_font_missing, {{"path", font_file}});
  state->family = known->second.family;
  state->surface.reset(cairo_pdf_surface_create_for_stream(&append, &state->bytes, page_width, page_height));
  cairo_pdf_surface_set_metadata(state->surface.get(), CAIRO_PDF_METADATA_TITLE, description.title.c_str());
  cairo_pdf_surface_set_metadata(state->surface.get(), CAIRO_PDF_METADATA_AUTHOR, description.author.c_str());
  cairo_pdf_surface_set_metadata(state->surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, description.created.c_str());
  cairo_pdf_surface_set_metadata(state->surface.get(), CAIRO_PDF_METADATA_MOD_DATE, description.created.c_str());
  state->cairo.reset(cairo_create(state->surface.get()));
  PangoContext* context = pango_font_map_create_context(known->second.map.get());
  pango_cairo_context_set_resolution(context, 72);
  pango_cairo_update_context(state->cairo.get(), context);
  state->layout.reset(pango_layout_new(context));
  g_object_unref(context);
  return std::unique_ptr<PdfCanvas>(new PdfCanvas(std::move(state)));
}

double PdfCanvas::text_height(std::string_view text, double width, const PdfStyle& style) {
  state_->set(text, width, style);
  return state_->size().second;
}

double PdfCanvas::text_width(std::string_view text, const PdfStyle& style) {
  state_->set(text, 0, style);
  return state_->size().first;
}

double PdfCanvas::text(const PdfBox& box, std::string_view text, const PdfStyle& style) {
  state_->set(text, box.width, style);
  state_->color(style.color);
  cairo_move_to(state_->cairo.get(), box.x, box.y);
  pango_cairo_show_layout(state_->cairo.get(), state_->layout.get());
  return state_->size().second;
}

void PdfCanvas::rule(double x1, double y, double x2, double thickness, const PdfColor& color) {
  state_->color(color);
  cairo_set_line_width(state_->cairo.get(), thickness);
  cairo_move_to(state_->cairo.get(), x1, y);
  cairo_line_to(state_->cairo.get(), x2, y);
  cairo_stroke(state_->cairo.get());
}

void PdfCanvas::fill(const PdfBox& box, const PdfColor& color) {
  state_->color(color);
  cairo_rectangle(state_->cairo.get(), box.x, box.y, box.width, box.height);
  cairo_fill(state_->cairo.get());
}

void PdfCanvas::frame(const PdfBox& box, double thickness, const PdfColor& color) {
  state_->color(color);
  cairo_set_line_width(state_->cairo.get(), thickness);
  cairo_rectangle(state_->cairo.get(), box.x, box.y, box.width, box.height);
  cairo_stroke(state_->cairo.get());
}

void PdfCanvas::next_page() { cairo_show_page(state_->cairo.get()); }

core::Result<core::Bytes> PdfCanvas::finish() {
  const auto status = cairo_status(state_->cairo.get());
  state_->cairo.reset();
  cairo_surface_finish(state_->surface.get());
  const auto written = cairo_surface_status(state_->surface.get());
  const auto failed = status != CAIRO_STATUS_SUCCESS ? status : written;
  if (failed != CAIRO_STATUS_SUCCESS) return core::fail(errors::pdf_not_drawn, {{"reason", cairo_status_to_string(failed)}});
  return std::move(state_->bytes);
}

} // namespace outbound
