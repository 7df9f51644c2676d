/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-insights-door.h"

#include "gw-door.h"

struct _GwInsightsDoor
{
  GwFilter *filter; /* (nullable) */
  char *title;
  GArray *ids; /* (nullable): known or listed */
  GwInsightsListFunc list;
  gpointer data;
  GDestroyNotify free_data;
};

GwInsightsDoor *
gw_insights_door_new_filter (GwFilter *filter)
{
  GwInsightsDoor *self = g_new0 (GwInsightsDoor, 1);

  self->filter = filter;
  return self;
}

GwInsightsDoor *
gw_insights_door_new_images (const char *title, GArray *ids)
{
  GwInsightsDoor *self = g_new0 (GwInsightsDoor, 1);

  self->title = g_strdup (title);
  self->ids = ids;
  return self;
}

GwInsightsDoor *
gw_insights_door_new_list (const char *title, GwInsightsListFunc list, gpointer data, GDestroyNotify free_data)
{
  GwInsightsDoor *self = g_new0 (GwInsightsDoor, 1);

  self->title = g_strdup (title);
  self->list = list;
  self->data = data;
  self->free_data = free_data;
  return self;
}

void
gw_insights_door_free (GwInsightsDoor *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->filter, gw_filter_free);
  g_clear_pointer (&self->ids, g_array_unref);
  if (self->free_data != NULL)
    self->free_data (self->data);
  g_free (self->title);
  g_free (self);
}

/* Both filters at once. */
static GwFilter *
join (const GwFilter *filter, const GwFilter *base, GError **error)
{
  g_autofree char *text = gw_filter_to_text (filter);
  g_autofree char *base_text = base != NULL ? gw_filter_to_text (base) : NULL;
  g_autofree char *whole = base_text != NULL ? g_strdup_printf ("%s %s", text, base_text) : g_strdup (text);

  return gw_filter_parse (whole, error);
}

static gboolean
ensure_ids (GwInsightsDoor *self, GwStore *store, GCancellable *cancellable, GError **error)
{
  if (self->ids == NULL && self->list != NULL)
    self->ids = self->list (store, self->data, cancellable, error);
  return self->ids != NULL;
}

char *
gw_insights_door_make_filter (GwInsightsDoor *self, GwStore *store, const GwFilter *base, GCancellable *cancellable,
                              GError **error)
{
  g_autoptr (GwFilter) filter = NULL;

  if (self->filter != NULL)
    filter = join (self->filter, base, error);
  else if (ensure_ids (self, store, cancellable, error) && self->ids->len > 0)
    filter = gw_door_open (store, self->title, (const gint64 *) (gpointer) self->ids->data, self->ids->len, cancellable,
                           error);

  return filter != NULL ? gw_filter_to_text (filter) : NULL;
}

GArray *
gw_insights_door_list (GwInsightsDoor *self, GwStore *store, const GwFilter *base, GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GwFilter) filter = NULL;

  if (self->filter == NULL)
    return ensure_ids (self, store, cancellable, error) ? g_array_ref (self->ids) : NULL;

  filter = join (self->filter, base, error);
  return filter != NULL ? gw_store_list_image_ids (store, filter, GW_SORT_NAME, cancellable, error) : NULL;
}
