/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-tool-bar.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-key-content.h"

/* Work that takes longer is shown with its progress; milliseconds. */
#define PROGRESS_AFTER 1000

/* What of the bar a tool has. */
typedef enum
{
  HAS_HINTS = 1 << 0,
  HAS_TIP = 1 << 1,
  HAS_MODE = 1 << 2,
  HAS_SMOOTH = 1 << 3,
  HAS_SEMANTIC = 1 << 4,
  HAS_CONTIGUOUS = 1 << 5,
  HAS_CORNERS = 1 << 6,
  HAS_SNAP = 1 << 7,
  HAS_APPLY = 1 << 8,
  HAS_FIXED = 1 << 9,
  HAS_ALIGN = 1 << 10,
  HAS_EDIT = 1 << 11,
  HAS_MORE = HAS_MODE | HAS_SMOOTH | HAS_SEMANTIC | HAS_CONTIGUOUS | HAS_CORNERS | HAS_SNAP
} Parts;

typedef struct
{
  const char *name;
  const char *title;
  const char *help;
  const char *number; /* (nullable): the option that [ and ] step */
  const char *second; /* (nullable) */
  Parts parts;
} Tool;

static const Tool tools[] = {
  { "select", N_ ("Select"), N_ ("Click to select, drag to move"), NULL, NULL, HAS_ALIGN | HAS_EDIT },
  { "pan", N_ ("Pan"), N_ ("Drag to move the view"), NULL, NULL, 0 },
  { "box", N_ ("Box"), N_ ("Drag, or click two corners"), NULL, NULL, HAS_FIXED },
  { "polygon", N_ ("Polygon"), N_ ("Click points, close with the first one or Enter"), NULL, "simplify", HAS_SNAP },
  { "edit-points", N_ ("Edit Points"), N_ ("Drag points, press an edge for a new one, with Alt take one out"), NULL,
    NULL, HAS_SNAP | HAS_EDIT },
  { "slice", N_ ("Slice"), N_ ("Draw a line through what is selected"), NULL, NULL, HAS_SNAP },
  { "polyline", N_ ("Polyline"), N_ ("Click points, end with Enter"), NULL, NULL, HAS_SNAP },
  { "points", N_ ("Points"), N_ ("Click points in order, with Shift a hidden one"), NULL, NULL, 0 },
  { "ellipse", N_ ("Ellipse"), N_ ("Drag its box"), NULL, NULL, 0 },
  { "rotated-box", N_ ("Rotated Box"), N_ ("Drag one side, then its width"), NULL, NULL, 0 },
  { "brush", N_ ("Brush"), N_ ("Drag to paint, with Shift straight lines; Alt fills what is enclosed"), "brush-size",
    NULL, HAS_TIP | HAS_MODE | HAS_SMOOTH | HAS_SEMANTIC },
  { "eraser", N_ ("Eraser"), N_ ("Drag to take away"), "brush-size", NULL, HAS_TIP },
  { "select-object", N_ ("Select Object"), N_ ("Drag a rectangle; right button: background"), "hint-size", NULL,
    HAS_HINTS | HAS_APPLY },
  { "scissors", N_ ("Smart Scissors"), N_ ("Click along an edge, close with the first point"), "edge-sensitivity", NULL,
    0 },
  { "wand", N_ ("Magic Wand"), N_ ("Press on a color, drag up or down for more or less"), "tolerance", NULL,
    HAS_CONTIGUOUS | HAS_CORNERS | HAS_MODE | HAS_APPLY },
  { "superpixel", N_ ("Superpixel"), N_ ("Paint whole patches; Ctrl cuts smaller ones, Alt erases"), "patch-size",
    "compactness", HAS_MODE },
  { "extreme-points", N_ ("Extreme Points"), N_ ("Click the four outermost points"), NULL, NULL, HAS_APPLY },
};

static const struct
{
  const char *property;
  const char *title;
  const char *unit; /* with one %d */
  double lower;
  double upper;
  double scale;      /* of the number that is shown */
  gboolean sensible; /* steps are felt alike by their share, so sizes are on a logarithmic scale */
} numbers[] = {
  { "brush-size", N_ ("Size"), N_ ("%d px"), 1, 500, 1, TRUE },
  { "hint-size", N_ ("Hint size"), N_ ("%d px"), 1, 200, 1, TRUE },
  { "patch-size", N_ ("Patch size"), N_ ("%d px"), 4, 256, 1, TRUE },
  { "tolerance", N_ ("Tolerance"), "%d", 0, 255, 1, FALSE },
  { "edge-sensitivity", N_ ("Edge sensitivity"), N_ ("%d%%"), 0, 1, 100, FALSE },
  { "compactness", N_ ("Compactness"), "%d", 1, 40, 1, FALSE },
  { "simplify", N_ ("Simplify"), N_ ("%d px"), 0, 20, 1, FALSE },
};

/* A scale for one of the numbers, which may be another for another tool. */
typedef struct
{
  GtkWidget *box;
  GtkLabel *label;
  GtkScale *scale;
  GtkLabel *value;
  int number; /* -1: none */
} Number;

struct _GwToolBar
{
  GtkWidget parent_instance;

  GwKeymap *keymap;
  GwToolOptions *options;
  GwTool *tool;
  const Tool *what; /* (nullable): one of tools */
  gboolean showing; /* widgets are being set to what the options say */
  guint busy_id;

  GtkWidget *box;
  GtkLabel *title;
  GtkLabel *help;
  GtkLabel *short_help; /* where there is less room: up to the semicolon */
  GtkWidget *hints;
  GtkWidget *hint_object;
  GtkWidget *hint_background;
  GtkWidget *tips;
  GtkWidget *tip_round;
  GtkWidget *tip_square;
  GtkWidget *more;
  GtkWidget *modes;
  GtkWidget *mode_over;
  GtkWidget *mode_protect;
  GtkWidget *mode_cut;
  GtkWidget *smooth;
  GtkWidget *semantic;
  GtkWidget *contiguous;
  GtkWidget *corners;
  GtkWidget *snap;
  GtkWidget *align;
  GtkWidget *edit_points;
  GtkWidget *fixed;
  GtkWidget *fixed_size;
  GtkAdjustment *box_width_adjustment;
  GtkAdjustment *box_height_adjustment;
  GtkWidget *progress;
  GtkLabel *step;
  GtkWidget *hide_point;
  GwKeyContent *hide_content;
  GtkWidget *skip;
  GwKeyContent *skip_content;
  GtkWidget *apply;
  GwKeyContent *apply_content;
  GtkWidget *number_box;
  GtkLabel *number_label;
  GtkScale *number_scale;
  GtkLabel *number_value;
  GtkWidget *second_box;
  GtkLabel *second_label;
  GtkScale *second_scale;
  GtkLabel *second_value;
  Number number;
  Number second;
};

G_DEFINE_FINAL_TYPE (GwToolBar, gw_tool_bar, GTK_TYPE_WIDGET)

static const Tool *
find_tool (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tools); i++)
    if (g_strcmp0 (tools[i].name, name) == 0)
      return &tools[i];
  return NULL;
}

/* --- numbers ---------------------------------------------------------------------------- */

static int
find_number (const char *property)
{
  for (gsize i = 0; property != NULL && i < G_N_ELEMENTS (numbers); i++)
    if (g_strcmp0 (numbers[i].property, property) == 0)
      return (int) i;
  return -1;
}

static double
to_scale (int number, double value)
{
  return numbers[number].sensible ? log (MAX (value, numbers[number].lower)) : value;
}

static char *
dup_value (GwToolBar *self, int number)
{
  double value = gw_tool_options_get_number (self->options, numbers[number].property);
  const char *unit = numbers[number].unit;

  /* The formats are those of the table, each with one %d. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (_ (unit), (int) round (value * numbers[number].scale));
#pragma GCC diagnostic pop
}

static void
show_number (GwToolBar *self, Number *number)
{
  g_autofree char *text = NULL;
  double value;

  gtk_widget_set_visible (number->box, number->number >= 0);
  if (number->number < 0)
    return;

  text = dup_value (self, number->number);
  value = gw_tool_options_get_number (self->options, numbers[number->number].property);
  gtk_label_set_label (number->value, text);
  gtk_range_set_value (GTK_RANGE (number->scale), to_scale (number->number, value));
  gtk_accessible_update_property (GTK_ACCESSIBLE (number->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}

static void
set_number (GwToolBar *self, Number *number, const char *property)
{
  double lower, upper;
  const char *title;

  number->number = find_number (property);
  if (number->number < 0)
    return;

  title = _ (numbers[number->number].title);
  lower = to_scale (number->number, numbers[number->number].lower);
  upper = to_scale (number->number, numbers[number->number].upper);
  gtk_label_set_label (number->label, title);
  gtk_range_set_range (GTK_RANGE (number->scale), lower, upper);
  gtk_range_set_increments (GTK_RANGE (number->scale), (upper - lower) / 60, (upper - lower) / 10);
  gtk_widget_set_tooltip_text (GTK_WIDGET (number->scale), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (number->scale), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static void
take_number (GwToolBar *self, const Number *number)
{
  double value = gtk_range_get_value (GTK_RANGE (number->scale));

  if (self->showing || number->number < 0)
    return;
  if (numbers[number->number].sensible)
    value = round (exp (value));
  gw_tool_options_set_number (self->options, numbers[number->number].property, value);
}

static void
on_number_changed_cb (GtkRange *range, GwToolBar *self)
{
  take_number (self, &self->number);
}

static void
on_second_changed_cb (GtkRange *range, GwToolBar *self)
{
  take_number (self, &self->second);
}

char *
gw_tool_bar_describe_number (GwToolBar *self, const char *property)
{
  int number = find_number (property);
  g_autofree char *value = NULL;

  g_return_val_if_fail (GW_IS_TOOL_BAR (self), NULL);

  if (self->what == NULL || number < 0
      || (g_strcmp0 (self->what->number, property) != 0 && g_strcmp0 (self->what->second, property) != 0))
    return NULL;

  value = dup_value (self, number);
  /* Translators: an option of a tool and its value: “Size 26 px”. */
  return g_strdup_printf (_ ("%s %s"), _ (numbers[number].title), value);
}

/* --- choices ------------------------------------------------------------------------------ */

static void
set_active (GtkWidget *button, gboolean active)
{
  g_object_set (button, "active", active, NULL);
}

static void
show_options (GwToolBar *self)
{
  GwToolOptions *options = self->options;
  GwBrushTip tip = gw_tool_options_get_brush_tip (options);
  GwPaintMode mode = gw_tool_options_get_paint_mode (options);
  gboolean object = gw_tool_options_get_flag (options, "hint-object");

  self->showing = TRUE;
  show_number (self, &self->number);
  show_number (self, &self->second);
  set_active (object ? self->hint_object : self->hint_background, TRUE);
  set_active (tip == GW_BRUSH_TIP_SQUARE ? self->tip_square : self->tip_round, TRUE);
  set_active (mode == GW_PAINT_CUT       ? self->mode_cut
              : mode == GW_PAINT_PROTECT ? self->mode_protect
                                         : self->mode_over,
              TRUE);
  set_active (self->smooth, gw_tool_options_get_flag (options, "smooth"));
  set_active (self->semantic, gw_tool_options_get_flag (options, "semantic"));
  set_active (self->contiguous, gw_tool_options_get_flag (options, "contiguous"));
  set_active (self->corners, gw_tool_options_get_flag (options, "corners"));
  set_active (self->snap, gw_tool_options_get_flag (options, "snap"));
  set_active (self->align, gw_tool_options_get_flag (options, "align"));
  set_active (self->fixed_size, gw_tool_options_get_flag (options, "fixed-size"));
  self->showing = FALSE;
}

/* The box that is selected is the one that others shall be like. */
static void
take_size (GwToolBar *self)
{
  GwDocument *document = self->tool != NULL ? gw_tool_get_document (self->tool) : NULL;
  g_autoptr (GPtrArray) selected = document != NULL ? gw_document_get_selected (document) : NULL;
  GwBox bounds;

  if (selected == NULL || selected->len != 1)
    return;

  bounds = gw_object_get_bounds (g_ptr_array_index (selected, 0));
  gw_tool_options_set_number (self->options, "box-width", round (bounds.width));
  gw_tool_options_set_number (self->options, "box-height", round (bounds.height));
}

/* One of the buttons says what one of the options is. */
static void
on_toggled_cb (GtkWidget *button, GwToolBar *self)
{
  static const char *const flags[] = { "smooth", "semantic", "contiguous", "corners", "snap", "align", "fixed-size" };
  GtkWidget *const checks[] = { self->smooth, self->semantic, self->contiguous, self->corners,
                                self->snap,   self->align,    self->fixed_size };
  gboolean active;

  if (self->showing)
    return;

  g_object_get (button, "active", &active, NULL);
  if (button == self->fixed_size && active)
    take_size (self);
  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
    if (button == checks[i])
      gw_tool_options_set_flag (self->options, flags[i], active);
  if (!active)
    return;

  if (button == self->hint_object || button == self->hint_background)
    gw_tool_options_set_flag (self->options, "hint-object", button == self->hint_object);
  else if (button == self->tip_round || button == self->tip_square)
    g_object_set (self->options, "brush-tip", button == self->tip_square ? GW_BRUSH_TIP_SQUARE : GW_BRUSH_TIP_ROUND,
                  NULL);
  else if (button == self->mode_over)
    g_object_set (self->options, "paint-mode", GW_PAINT_OVER, NULL);
  else if (button == self->mode_protect)
    g_object_set (self->options, "paint-mode", GW_PAINT_PROTECT, NULL);
  else if (button == self->mode_cut)
    g_object_set (self->options, "paint-mode", GW_PAINT_CUT, NULL);
}

/* --- the tool ------------------------------------------------------------------------------- */

static void
show_progress (GwToolBar *self, const GwToolOverlay *overlay)
{
  if (overlay->progress >= 0)
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), CLAMP (overlay->progress, 0, 1));
  else
    gtk_progress_bar_pulse (GTK_PROGRESS_BAR (self->progress));
}

static gboolean
on_busy_cb (gpointer data)
{
  GwToolBar *self = data;

  self->busy_id = 0;
  gtk_widget_set_visible (self->progress, TRUE);
  return G_SOURCE_REMOVE;
}

/* The point that is next, in place of words that the tool always has. */
static void
show_step (GwToolBar *self, const char *step)
{
  gboolean has_step = *step != '\0';

  if (g_strcmp0 (gtk_label_get_label (self->step), step) == 0)
    return;
  gtk_label_set_label (self->step, step);
  gtk_widget_set_visible (GTK_WIDGET (self->step), has_step);
}

/* What can be done to a point: the one that is next, was last, or is meant. */
static void
show_point (GwToolBar *self, const GwToolOverlay *overlay)
{
  gboolean has_point = overlay->point[0] != '\0' && (overlay->step[0] != '\0' || overlay->active_vertex >= 0);

  gtk_widget_set_visible (self->hide_point, has_point);
  gtk_widget_set_visible (self->skip, has_point || overlay->step[0] != '\0');
}

static void
on_overlay_changed_cb (GwToolBar *self)
{
  GwToolOverlay overlay;

  gw_tool_get_overlay (self->tool, &overlay);
  show_step (self, overlay.step);
  show_point (self, &overlay);
  gtk_widget_set_sensitive (self->apply, gw_tool_has_draft (self->tool));
  gtk_widget_set_visible (self->apply,
                          self->what != NULL && ((self->what->parts & HAS_APPLY) || gw_tool_has_draft (self->tool)));
  if (!overlay.busy)
    {
      g_clear_handle_id (&self->busy_id, g_source_remove);
      gtk_widget_set_visible (self->progress, FALSE);
      return;
    }
  if (self->busy_id == 0 && !gtk_widget_get_visible (self->progress))
    self->busy_id = g_timeout_add (PROGRESS_AFTER, on_busy_cb, self);
  show_progress (self, &overlay);
}

static void
show_tool (GwToolBar *self)
{
  const char *help = self->what != NULL ? _ (self->what->help) : "";
  g_autofree char *short_help = g_strndup (help, strcspn (help, ";"));
  Parts parts = self->what != NULL ? self->what->parts : 0;
  const char *second = self->what != NULL ? self->what->second : NULL;

  /* Another range moves the scale: that is not somebody's hand. */
  self->showing = TRUE;
  gtk_label_set_label (self->title, self->what != NULL ? _ (self->what->title) : "");
  gtk_label_set_label (self->help, help);
  gtk_label_set_label (self->short_help, short_help);
  set_number (self, &self->number, self->what != NULL ? self->what->number : NULL);
  set_number (self, &self->second, second);
  gtk_widget_set_visible (self->hints, (parts & HAS_HINTS) != 0);
  gtk_widget_set_visible (self->tips, (parts & HAS_TIP) != 0);
  gtk_widget_set_visible (self->more, (parts & HAS_MORE) != 0 || second != NULL);
  gtk_widget_set_visible (self->modes, (parts & HAS_MODE) != 0);
  gtk_widget_set_visible (self->smooth, (parts & HAS_SMOOTH) != 0);
  gtk_widget_set_visible (self->semantic, (parts & HAS_SEMANTIC) != 0);
  gtk_widget_set_visible (self->contiguous, (parts & HAS_CONTIGUOUS) != 0);
  gtk_widget_set_visible (self->corners, (parts & HAS_CORNERS) != 0);
  gtk_widget_set_visible (self->snap, (parts & HAS_SNAP) != 0);
  gtk_widget_set_visible (self->align, (parts & HAS_ALIGN) != 0);
  gtk_widget_set_visible (self->edit_points, (parts & HAS_EDIT) != 0);
  set_active (self->edit_points, self->what != NULL && g_strcmp0 (self->what->name, "edit-points") == 0);
  gtk_widget_set_visible (self->fixed, (parts & HAS_FIXED) != 0);
  gtk_widget_set_visible (self->apply, (parts & HAS_APPLY) != 0);
  gtk_widget_set_visible (self->progress, FALSE);
  g_clear_handle_id (&self->busy_id, g_source_remove);
  show_options (self);
}

void
gw_tool_bar_set_tool (GwToolBar *self, GwTool *tool)
{
  g_return_if_fail (GW_IS_TOOL_BAR (self));
  g_return_if_fail (tool == NULL || GW_IS_TOOL (tool));

  if (self->tool == tool)
    return;

  if (self->tool != NULL)
    g_signal_handlers_disconnect_by_data (self->tool, self);
  g_set_object (&self->tool, tool);
  self->what = tool != NULL ? find_tool (gw_tool_get_name (tool)) : NULL;
  show_tool (self);
  if (tool == NULL)
    {
      show_step (self, "");
      gtk_widget_set_visible (self->hide_point, FALSE);
      gtk_widget_set_visible (self->skip, FALSE);
      return;
    }

  g_signal_connect_swapped (tool, "overlay-changed", G_CALLBACK (on_overlay_changed_cb), self);
  on_overlay_changed_cb (self);
}

gboolean
gw_tool_bar_knows (const char *tool_name)
{
  return find_tool (tool_name) != NULL;
}

char *
gw_tool_bar_describe_tool (const char *tool_name)
{
  const Tool *what = find_tool (tool_name);

  return what != NULL ? g_strdup_printf ("%s. %s.", _ (what->title), _ (what->help)) : NULL;
}

/* --- the widget ----------------------------------------------------------------------------------- */

static void
on_apply_cb (GtkButton *button, GwToolBar *self)
{
  g_signal_emit_by_name (self, "apply");
}

static void
on_skip_cb (GtkButton *button, GwToolBar *self)
{
  g_signal_emit_by_name (self, "skip-point");
}

static void
on_hide_point_cb (GtkButton *button, GwToolBar *self)
{
  g_signal_emit_by_name (self, "hide-point");
}

static void
show_keys (GwToolBar *self)
{
  g_autofree char *key = gw_keymap_dup_label (self->keymap, "set-point");
  g_autofree char *skip_key = gw_keymap_dup_label (self->keymap, "skip-point");

  gw_key_content_set_key (self->skip_content, skip_key);
  gw_keymap_set_tooltip (self->keymap, self->skip, _ ("The point is not there"), "skip-point");
  gw_keymap_set_tooltip (self->keymap, self->hide_point, _ ("The point is hidden, or visible again"), "toggle-point");

  gw_key_content_set_key (self->apply_content, key);
  gw_keymap_set_tooltip (self->keymap, self->apply, _ ("Take the draft"), "set-point");
  gw_keymap_set_tooltip (self->keymap, self->edit_points, _ ("Edit the points of what is selected"), "set-point");
}

static void
gw_tool_bar_dispose (GObject *object)
{
  GwToolBar *self = GW_TOOL_BAR (object);

  g_clear_handle_id (&self->busy_id, g_source_remove);
  if (self->tool != NULL)
    g_signal_handlers_disconnect_by_data (self->tool, self);
  g_clear_object (&self->tool);
  gtk_widget_dispose_template (GTK_WIDGET (self), GW_TYPE_TOOL_BAR);
  g_clear_object (&self->options);
  g_clear_object (&self->keymap);

  G_OBJECT_CLASS (gw_tool_bar_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/groundwork/Groundwork/ui/gw-tool-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, align);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, apply);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, apply_content);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, box);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, box_height_adjustment);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, box_width_adjustment);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, contiguous);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, corners);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, edit_points);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, fixed);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, fixed_size);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, help);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, hint_background);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, hint_object);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, hints);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, mode_cut);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, mode_over);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, mode_protect);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, modes);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, more);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, number_box);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, number_label);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, number_scale);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, number_value);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, progress);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, hide_content);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, hide_point);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, skip);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, skip_content);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, step);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, second_box);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, second_label);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, second_scale);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, second_value);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, semantic);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, short_help);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, smooth);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, snap);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, tip_round);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, tip_square);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, tips);
  gtk_widget_class_bind_template_child (widget_class, GwToolBar, title);
  gtk_widget_class_bind_template_callback (widget_class, on_apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_number_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_second_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_hide_point_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_skip_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled_cb);
}

static void
gw_tool_bar_class_init (GwToolBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_tool_bar_dispose;
  g_signal_new ("apply", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("hide-point", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("skip-point", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (GW_TYPE_KEY_CONTENT);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "gwtoolbar");
}

static void
gw_tool_bar_init (GwToolBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->number = (Number) { self->number_box, self->number_label, self->number_scale, self->number_value, -1 };
  self->second = (Number) { self->second_box, self->second_label, self->second_scale, self->second_value, -1 };
}

GtkWidget *
gw_tool_bar_new (GwKeymap *keymap, GwToolOptions *options)
{
  GwToolBar *self;

  g_return_val_if_fail (GW_IS_KEYMAP (keymap), NULL);
  g_return_val_if_fail (GW_IS_TOOL_OPTIONS (options), NULL);

  self = g_object_new (GW_TYPE_TOOL_BAR, NULL);
  self->keymap = g_object_ref (keymap);
  self->options = g_object_ref (options);
  g_object_bind_property (options, "box-width", self->box_width_adjustment, "value",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_object_bind_property (options, "box-height", self->box_height_adjustment, "value",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_signal_connect_object (keymap, "changed", G_CALLBACK (show_keys), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (options, "notify", G_CALLBACK (show_options), self, G_CONNECT_SWAPPED);
  show_keys (self);
  show_tool (self);

  return GTK_WIDGET (self);
}
