/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-image-cell.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "gw-image-placeholder.h"
#include "gw-image-words.h"
#include "gw-path.h"

#define MIN_SIZE 32
#define MAX_SIZE 512
#define DEFAULT_SIZE 200
#define MISSING 32

/* The picture is asked for at these sizes only, so that moving the slider
 * does not fill the cache with a size for each step.
 */
static const int steps[] = { 256, 512, 1024 };

struct _GwImageCell
{
  GtkWidget parent_instance;

  GwThumbnailer *thumbnailer;
  GwImage *image;
  gulong filled_id;
  guint request;
  int requested_side;
  int priority;
  cairo_surface_t *picture;
  GwPictureState trouble; /* what the thumbnailer said of the file */
  char *failure;          /* why there is no picture */
  char *damage;           /* why there is only part of it */
  GPtrArray *objects;
  GwColorFunc color;
  gpointer color_data;
  int size;
  gboolean compact;
  gboolean current;

  /* The drawn picture, kept as one node as long as nothing changes, so that
   * scrolling only moves it.
   */
  GskRenderNode *node;
  int node_width;
  int node_height;

  GtkWidget *check;
  /* Made when they are first shown, which is never for most: a grid makes and
   * drops more than a hundred cells at once.
   */
  GtkWidget *badge;
  GtkWidget *label_badge;
  GtkWidget *missing; /* the sign of a file that is not there or cannot be read */
  GtkWidget *partial; /* the sign of a file that is read in part */
  GtkWidget *mark;
  GtkWidget *name;
  GtkWidget *status_row;
  GtkWidget *status_dot;
  GtkWidget *status;
  GtkWidget *confidence; /* made when it is first shown */
};

G_DEFINE_FINAL_TYPE (GwImageCell, gw_image_cell, GTK_TYPE_WIDGET)

static void
drop_node (GwImageCell *self)
{
  g_clear_pointer (&self->node, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static int
wanted_side (GwImageCell *self)
{
  int side = self->size * gtk_widget_get_scale_factor (GTK_WIDGET (self));

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      if (side <= steps[i])
        return steps[i];
    }

  return steps[G_N_ELEMENTS (steps) - 1];
}

static GtkWidget *
add_label (GwImageCell *self, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_parent (label, GTK_WIDGET (self));

  return label;
}

static gboolean
is_shown (GtkWidget *child)
{
  return child != NULL && gtk_widget_get_visible (child);
}

/* What is cut is read there. */
static gboolean
on_query_tooltip_cb (GtkWidget *label, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer user_data)
{
  gtk_tooltip_set_text (tooltip, gtk_label_get_label (GTK_LABEL (label)));

  return pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label)));
}

/* NULL or "": none. */
static void
show_badge (GwImageCell *self, GtkWidget **badge, const char *text)
{
  gboolean shown = text != NULL && *text != '\0';

  if (*badge == NULL && !shown)
    return;

  if (*badge == NULL)
    {
      *badge = add_label (self, "gw-badge");
      gtk_widget_set_has_tooltip (*badge, TRUE);
      g_signal_connect (*badge, "query-tooltip", G_CALLBACK (on_query_tooltip_cb), NULL);
    }
  gtk_label_set_label (GTK_LABEL (*badge), shown ? text : "");
  gtk_widget_set_visible (*badge, shown);
}

/* NULL: none. */
static void
show_sign (GwImageCell *self, GtkWidget **sign, const char *css_class, const char *icon_name)
{
  if (*sign == NULL && icon_name == NULL)
    return;

  if (*sign == NULL)
    {
      *sign = gtk_image_new ();
      gtk_widget_add_css_class (*sign, css_class);
      gtk_widget_set_parent (*sign, GTK_WIDGET (self));
    }
  if (icon_name != NULL)
    gtk_image_set_from_icon_name (GTK_IMAGE (*sign), icon_name);
  gtk_widget_set_visible (*sign, icon_name != NULL);
}

static const char *
label_text (GwImageCell *self)
{
  return self->label_badge != NULL ? gtk_label_get_label (GTK_LABEL (self->label_badge)) : NULL;
}

/* What was just seen of the file goes before what the project knows of it. */
static GwPictureState
picture_state (GwImageCell *self)
{
  if (self->picture != NULL || self->image == NULL)
    return GW_PICTURE_FINE;

  return self->trouble != GW_PICTURE_FINE ? self->trouble : gw_picture_state_from_image (self->image);
}

static void describe (GwImageCell *self);
static void show_failure (GwImageCell *self);
static void show_status (GwImageCell *self);

static void
take_picture (GwImageCell *self, cairo_surface_t *surface, const GError *warning, const GError *error)
{
  g_clear_pointer (&self->picture, cairo_surface_destroy);
  g_clear_pointer (&self->failure, g_free);
  g_clear_pointer (&self->damage, g_free);
  if (surface != NULL)
    self->picture = cairo_surface_reference (surface);
  else if (error != NULL)
    self->failure = g_strdup (error->message);
  self->trouble = gw_picture_state_from_error (surface != NULL ? NULL : error);
  if (surface != NULL && warning != NULL)
    self->damage = g_strdup (warning->message);
  show_failure (self);
  if (self->image != NULL)
    show_status (self);
  describe (self);
  drop_node (self);
}

static void
on_thumbnail_cb (GwThumbnailer *thumbnailer, const char *path, cairo_surface_t *surface, const GError *warning,
                 const GError *error, gpointer user_data)
{
  GwImageCell *self = user_data;

  self->request = 0;
  take_picture (self, surface, warning, error);
}

static void
drop_request (GwImageCell *self)
{
  if (self->request != 0)
    gw_thumbnailer_cancel (self->thumbnailer, self->request);
  self->request = 0;
  self->requested_side = 0;
}

static void
ask (GwImageCell *self)
{
  int side = wanted_side (self);
  const char *file = self->image != NULL ? gw_image_get_file (self->image) : NULL;
  cairo_surface_t *kept;

  if (file == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)) || self->requested_side == side)
    return;

  drop_request (self);
  self->requested_side = side;
  kept = gw_thumbnailer_lookup (self->thumbnailer, file, side);
  if (kept != NULL)
    {
      take_picture (self, kept, gw_thumbnailer_lookup_warning (self->thumbnailer, file, side), NULL);
      cairo_surface_destroy (kept);
      return;
    }

  self->request = gw_thumbnailer_request (self->thumbnailer, file, side, self->priority, on_thumbnail_cb, self, NULL);
}

static void
describe (GwImageCell *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *facts = NULL;
  g_autofree char *text = NULL;

  if (self->image == NULL)
    return;

  facts = gw_image_describe (self->image, label_text (self), picture_state (self));
  if (self->damage != NULL)
    text = g_strdup_printf (_ ("%s. Only part can be read: %s"), facts, self->damage);
  else
    text = g_steal_pointer (&facts);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  /* The list's own widget around it has the focus and the selection. */
  if (parent != NULL && gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (parent)) == GTK_ACCESSIBLE_ROLE_GRID_CELL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

void
gw_image_status_style (GtkWidget *dot, GwImageStatus status)
{
  static const char *const classes[GW_IMAGE_N_STATUSES] = { "gw-dot-unlabeled", "gw-dot-in-progress", "gw-dot-labeled",
                                                            "gw-dot-in-review" };

  g_return_if_fail (GTK_IS_WIDGET (dot));

  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (dot, classes[i]);
  gtk_widget_add_css_class (dot, classes[MIN ((gsize) status, G_N_ELEMENTS (classes) - 1)]);
}

/* In a strip the label says that the image is labeled. Green is for what is
 * done; what was put off is not.
 */
static void
show_mark (GwImageCell *self)
{
  GwImageMarks marks = gw_image_get_marks (self->image);
  gboolean done = gw_image_get_status (self->image) == GW_IMAGE_LABELED;
  gboolean labeled = self->compact && done;

  show_sign (self, &self->mark, "gw-mark",
             (marks & GW_IMAGE_FLAGGED) != 0            ? "gw-flag-symbolic"
             : (marks & GW_IMAGE_SKIPPED) != 0          ? "gw-skip-symbolic"
             : labeled && !is_shown (self->label_badge) ? "object-select-symbolic"
                                                        : NULL);
  if (self->mark == NULL)
    return;
  if (done && (marks & GW_IMAGE_SKIPPED) == 0)
    gtk_widget_remove_css_class (self->mark, "gw-put-off");
  else
    gtk_widget_add_css_class (self->mark, "gw-put-off");
}

static void
show_status (GwImageCell *self)
{
  GwImageStatus status = gw_image_get_status (self->image);
  GwPictureState picture = picture_state (self);

  gw_image_status_style (self->status_dot, status);
  gtk_label_set_label (GTK_LABEL (self->status), picture != GW_PICTURE_FINE ? gw_picture_state_get_title (picture)
                                                                            : gw_image_status_get_title (status));

  show_mark (self);
}

/* Why there is no picture, or only part of it, stands in the tooltip. */
static void
show_failure (GwImageCell *self)
{
  GwPictureState picture = picture_state (self);
  const char *reason = self->failure;
  g_autofree char *part = NULL;

  if (reason == NULL && picture == GW_PICTURE_UNREADABLE)
    reason = gw_image_get_problem (self->image);
  if (reason == NULL && self->damage != NULL)
    reason = part = g_strdup_printf (_ ("Only part of this image can be read: %s"), self->damage);
  /* Each change of a tooltip makes the display look for one; most cells have none. */
  if (g_strcmp0 (reason, gtk_widget_get_tooltip_text (GTK_WIDGET (self))) != 0)
    gtk_widget_set_tooltip_text (GTK_WIDGET (self), reason);
  show_sign (self, &self->missing, "gw-secondary", picture != GW_PICTURE_FINE ? "gw-image-missing-symbolic" : NULL);
  if (self->missing != NULL)
    gtk_image_set_pixel_size (GTK_IMAGE (self->missing), MISSING);
  show_sign (self, &self->partial, "gw-partial", self->damage != NULL ? "dialog-warning-symbolic" : NULL);
}

static void
show_confidence (GwImageCell *self, const char *score)
{
  if (self->confidence == NULL && score == NULL)
    return;

  if (self->confidence == NULL)
    {
      self->confidence = gtk_label_new (NULL);
      gtk_widget_add_css_class (self->confidence, "gw-num");
      gtk_box_append (GTK_BOX (self->status_row), self->confidence);
    }
  gtk_label_set_label (GTK_LABEL (self->confidence), score != NULL ? score : "");
}

static void
show_image (GwImageCell *self)
{
  guint n = gw_image_get_n_objects (self->image);
  double confidence = gw_image_get_confidence (self->image);
  g_autofree char *objects = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u object", "%u objects", n), n);
  g_autofree char *shown = gw_path_display (gw_image_get_name (self->image), -1);
  g_autofree char *score = isnan (confidence) ? NULL : g_strdup_printf ("%.2f", confidence);

  show_badge (self, &self->badge, n > 0 && !self->compact ? objects : NULL);
  gtk_label_set_label (GTK_LABEL (self->name), shown);
  show_confidence (self, score);
  show_status (self);
  show_failure (self);
  describe (self);
}

/* The row of an image that was only known by its number has come. */
static void
on_filled_cb (GwImageCell *self)
{
  show_image (self);
  ask (self);
}

void
gw_image_cell_set_image (GwImageCell *self, GwImage *image)
{
  gboolean same;

  g_return_if_fail (GW_IS_IMAGE_CELL (self));

  same = self->image != NULL && image != NULL && gw_image_get_id (self->image) == gw_image_get_id (image)
         && g_strcmp0 (gw_image_get_file (self->image), gw_image_get_file (image)) == 0;
  if (self->image != NULL)
    g_clear_signal_handler (&self->filled_id, self->image);
  g_set_object (&self->image, image);
  if (image != NULL)
    self->filled_id = g_signal_connect_swapped (image, "filled", G_CALLBACK (on_filled_cb), self);
  if (!same)
    {
      drop_request (self);
      take_picture (self, NULL, NULL, NULL);
      g_clear_pointer (&self->objects, g_ptr_array_unref);
      gw_image_cell_set_label_text (self, NULL);
    }
  if (image != NULL)
    {
      show_image (self);
      ask (self);
    }
}

GwImage *
gw_image_cell_get_image (GwImageCell *self)
{
  g_return_val_if_fail (GW_IS_IMAGE_CELL (self), NULL);

  return self->image;
}

void
gw_image_cell_set_objects (GwImageCell *self, GPtrArray *objects, GwColorFunc color, gpointer data)
{
  g_return_if_fail (GW_IS_IMAGE_CELL (self));

  if (self->objects == objects)
    return;

  g_clear_pointer (&self->objects, g_ptr_array_unref);
  self->objects = objects != NULL ? g_ptr_array_ref (objects) : NULL;
  self->color = color;
  self->color_data = data;
  drop_node (self);
}

void
gw_image_cell_set_label_text (GwImageCell *self, const char *text)
{
  g_return_if_fail (GW_IS_IMAGE_CELL (self));

  show_badge (self, &self->label_badge, text);
  if (self->image != NULL)
    show_mark (self);
  describe (self);
}

void
gw_image_cell_set_size (GwImageCell *self, int width)
{
  g_return_if_fail (GW_IS_IMAGE_CELL (self));

  width = CLAMP (width, MIN_SIZE, MAX_SIZE);
  if (self->size == width)
    return;

  self->size = width;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  ask (self);
}

void
gw_image_cell_set_compact (GwImageCell *self, gboolean compact)
{
  g_return_if_fail (GW_IS_IMAGE_CELL (self));

  self->compact = !!compact;
  gtk_widget_set_visible (self->name, !compact);
  gtk_widget_set_visible (self->status_row, !compact);
  gtk_widget_set_visible (self->check, !compact);
  if (self->image != NULL)
    show_image (self);
}

void
gw_image_cell_set_current (GwImageCell *self, gboolean current)
{
  g_return_if_fail (GW_IS_IMAGE_CELL (self));

  if (self->current == !!current)
    return;

  self->current = !!current;
  if (self->current)
    gtk_widget_add_css_class (GTK_WIDGET (self), "gw-current");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "gw-current");
}

void
gw_image_cell_set_priority (GwImageCell *self, int priority)
{
  g_return_if_fail (GW_IS_IMAGE_CELL (self));

  self->priority = priority;
  if (self->request != 0)
    gw_thumbnailer_set_priority (self->thumbnailer, self->request, priority);
}

/* --- layout and drawing ------------------------------------------------------ */

static int
picture_height (int width)
{
  return (int) round (width * 2.0 / 3.0);
}

static void
measure_text (GwImageCell *self, GtkWidget *child, int *height)
{
  int minimum = 0;

  if (gtk_widget_get_visible (child))
    gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, &minimum, NULL, NULL, NULL);
  *height += minimum;
}

/* A column of a grid is as wide as there is room, and the picture with it. */
static GtkSizeRequestMode
gw_image_cell_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
gw_image_cell_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                       int *minimum_baseline, int *natural_baseline)
{
  GwImageCell *self = GW_IMAGE_CELL (widget);
  int height = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = *natural = self->size;
      return;
    }

  if (!self->compact)
    {
      height = 6;
      measure_text (self, self->name, &height);
      measure_text (self, self->status_row, &height);
    }
  *minimum = *natural = picture_height (for_size > 0 ? for_size : self->size) + height;
}

static void
place (GtkWidget *child, int x, int y, int width, int height)
{
  gtk_widget_size_allocate (child, &(GtkAllocation) { x, y, width, height }, -1);
}

static void
place_natural (GtkWidget *child, int x, int y, gboolean from_right, gboolean from_bottom, int most)
{
  GtkRequisition size;

  if (!is_shown (child))
    return;

  gtk_widget_get_preferred_size (child, NULL, &size);
  size.width = MAX (MIN (size.width, most), 1);
  place (child, from_right ? x - size.width : x, from_bottom ? y - size.height : y, size.width, size.height);
}

static void
gw_image_cell_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GwImageCell *self = GW_IMAGE_CELL (widget);
  int picture = self->compact ? height : picture_height (width);
  int edge = self->compact ? 4 : 6;
  int y = picture + 6;
  int text_height = 0;

  place_natural (self->badge, edge, picture - edge, FALSE, TRUE, width - 2 * edge);
  place_natural (self->label_badge, edge, picture - (is_shown (self->badge) ? 30 : edge), FALSE, TRUE,
                 width - 2 * edge);
  place_natural (self->check, 7, 7, FALSE, FALSE, width);
  place_natural (self->missing, (width - MISSING) / 2, (picture - MISSING) / 2, FALSE, FALSE, width);
  place_natural (self->partial, width - 7, picture - 7, TRUE, TRUE, width);
  place_natural (self->mark, width - 7, 7, TRUE, FALSE, width);

  if (self->compact)
    return;

  measure_text (self, self->name, &text_height);
  place (self->name, 0, y, width, text_height);
  y += text_height;
  text_height = 0;
  measure_text (self, self->status_row, &text_height);
  place (self->status_row, 0, y, width, text_height);
}

static GskRenderNode *
make_node (GwImageCell *self, int width, int height)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0.0f, 0.0f, (float) width, (float) height);
  GskRenderNode *node = gsk_cairo_node_new (&bounds);
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);

  gw_image_rounded_path (cr, width, height);
  cairo_clip (cr);
  gw_image_draw (cr, self->picture, width, height, self->objects, gw_image_get_width (self->image),
                 gw_image_get_height (self->image), self->color, self->color_data);
  cairo_destroy (cr);

  return node;
}

static void
gw_image_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GwImageCell *self = GW_IMAGE_CELL (widget);
  int width = gtk_widget_get_width (widget);
  int height = self->compact ? gtk_widget_get_height (widget) : picture_height (width);

  if (self->picture != NULL && self->image != NULL)
    {
      if (self->node == NULL || self->node_width != width || self->node_height != height)
        {
          g_clear_pointer (&self->node, gsk_render_node_unref);
          self->node = make_node (self, width, height);
          self->node_width = width;
          self->node_height = height;
        }
      gtk_snapshot_append_node (snapshot, self->node);
    }
  else
    {
      gw_image_snapshot_placeholder (widget, snapshot, width, height, picture_state (self) == GW_PICTURE_FINE);
    }

  GTK_WIDGET_CLASS (gw_image_cell_parent_class)->snapshot (widget, snapshot);
}

static void
gw_image_cell_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gw_image_cell_parent_class)->map (widget);
  ask (GW_IMAGE_CELL (widget));
}

static void
gw_image_cell_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gw_image_cell_parent_class)->unmap (widget);
  drop_request (GW_IMAGE_CELL (widget));
}

static void
gw_image_cell_dispose (GObject *object)
{
  GwImageCell *self = GW_IMAGE_CELL (object);
  GtkWidget *child;

  if (self->thumbnailer != NULL)
    drop_request (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  if (self->image != NULL)
    g_clear_signal_handler (&self->filled_id, self->image);
  g_clear_object (&self->image);
  g_clear_object (&self->thumbnailer);
  g_clear_pointer (&self->picture, cairo_surface_destroy);
  g_clear_pointer (&self->objects, g_ptr_array_unref);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->failure, g_free);
  g_clear_pointer (&self->damage, g_free);

  G_OBJECT_CLASS (gw_image_cell_parent_class)->dispose (object);
}

static void
gw_image_cell_class_init (GwImageCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_image_cell_dispose;
  widget_class->get_request_mode = gw_image_cell_get_request_mode;
  widget_class->measure = gw_image_cell_measure;
  widget_class->size_allocate = gw_image_cell_size_allocate;
  widget_class->snapshot = gw_image_cell_snapshot;
  widget_class->map = gw_image_cell_map;
  widget_class->unmap = gw_image_cell_unmap;
  gtk_widget_class_set_css_name (widget_class, "thumbnail");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
gw_image_cell_init (GwImageCell *self)
{
  self->size = DEFAULT_SIZE;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_VISIBLE);

  self->check = gtk_image_new_from_icon_name ("object-select-symbolic");
  gtk_widget_add_css_class (self->check, "gw-check");
  gtk_widget_set_parent (self->check, GTK_WIDGET (self));
  self->name = add_label (self, "gw-name");
  gtk_label_set_ellipsize (GTK_LABEL (self->name), PANGO_ELLIPSIZE_MIDDLE);

  self->status_row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->status_dot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->status = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->status_row, "caption");
  gtk_widget_add_css_class (self->status_row, "gw-secondary");
  gtk_widget_add_css_class (self->status_dot, "gw-dot");
  gtk_widget_set_valign (self->status_dot, GTK_ALIGN_CENTER);
  gtk_label_set_ellipsize (GTK_LABEL (self->status), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->status), 0.0f);
  gtk_widget_set_hexpand (self->status, TRUE);
  gtk_box_append (GTK_BOX (self->status_row), self->status_dot);
  gtk_box_append (GTK_BOX (self->status_row), self->status);
  gtk_widget_set_parent (self->status_row, GTK_WIDGET (self));
}

GtkWidget *
gw_image_cell_new (GwThumbnailer *thumbnailer)
{
  GwImageCell *self;

  g_return_val_if_fail (GW_IS_THUMBNAILER (thumbnailer), NULL);

  self = g_object_new (GW_TYPE_IMAGE_CELL, NULL);
  self->thumbnailer = g_object_ref (thumbnailer);

  return GTK_WIDGET (self);
}

gboolean
gw_image_cell_is_check (GwImageCell *self, double x, double y)
{
  graphene_rect_t bounds;

  g_return_val_if_fail (GW_IS_IMAGE_CELL (self), FALSE);

  /* A little more than what is seen: 24 pixels at least. */
  return !self->compact && gtk_widget_compute_bounds (self->check, GTK_WIDGET (self), &bounds)
         && x < bounds.origin.x + bounds.size.width + 4 && y < bounds.origin.y + bounds.size.height + 4;
}
