/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-class-use.h"

struct _GwClassUse
{
  GObject parent_instance;

  GwStore *store;
  gint64 class_id;
  GCancellable *asking; /* (nullable) */
  gboolean again;       /* the project has changed since it was asked */
  gboolean used;
};

G_DEFINE_FINAL_TYPE (GwClassUse, gw_class_use, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_USED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void ask (GwClassUse *self);

static void
set_used (GwClassUse *self, gboolean used)
{
  if (self->used == used)
    return;

  self->used = used;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_USED]);
}

/* A gboolean, or NULL with an error. */
static gpointer
run_ask (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  gboolean used = FALSE;

  return gw_store_is_class_used (store, *(gint64 *) data, &used, cancellable, error) ? g_memdup2 (&used, sizeof used)
                                                                                     : NULL;
}

static void
on_told_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwClassUse) self = user_data;
  g_autofree gboolean *used = gw_store_run_finish (GW_STORE (source), result, NULL);

  /* An answer about another class, or to nobody any more. */
  if (g_task_get_cancellable (G_TASK (result)) != self->asking)
    return;

  g_clear_object (&self->asking);
  /* What the store cannot tell now it tells when the class is removed. */
  if (used != NULL)
    set_used (self, *used);
  if (self->again)
    ask (self);
}

static void
ask (GwClassUse *self)
{
  self->again = FALSE;
  self->asking = g_cancellable_new ();
  gw_store_read_async (self->store, GW_STORE_NORMAL, run_ask, g_memdup2 (&self->class_id, sizeof self->class_id),
                       g_free, g_free, self->asking, on_told_cb, g_object_ref (self));
}

static void
on_store_changed_cb (GwStore *store, guint changes, GArray *image_ids, GwClassUse *self)
{
  if (self->class_id <= 0)
    return;

  self->again = TRUE;
  if (self->asking == NULL)
    ask (self);
}

static void
stop (GwClassUse *self)
{
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->again = FALSE;
}

static void
gw_class_use_dispose (GObject *object)
{
  GwClassUse *self = GW_CLASS_USE (object);

  stop (self);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gw_class_use_parent_class)->dispose (object);
}

static void
gw_class_use_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_USED:
      g_value_set_boolean (value, GW_CLASS_USE (object)->used);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gw_class_use_class_init (GwClassUseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gw_class_use_dispose;
  object_class->get_property = gw_class_use_get_property;

  properties[PROP_USED] = g_param_spec_boolean ("used", NULL, NULL, FALSE,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gw_class_use_init (GwClassUse *self)
{
}

GwClassUse *
gw_class_use_new (GwProject *project)
{
  GwClassUse *self;

  g_return_val_if_fail (GW_IS_PROJECT (project), NULL);

  self = g_object_new (GW_TYPE_CLASS_USE, NULL);
  self->store = g_object_ref (gw_project_get_store (project));
  g_signal_connect_object (self->store, "changed", G_CALLBACK (on_store_changed_cb), self, 0);

  return self;
}

void
gw_class_use_watch (GwClassUse *self, gint64 class_id)
{
  g_return_if_fail (GW_IS_CLASS_USE (self));

  if (self->class_id == class_id)
    return;

  stop (self);
  self->class_id = class_id;
  set_used (self, FALSE);
  if (class_id > 0)
    ask (self);
}

gboolean
gw_class_use_get_used (GwClassUse *self)
{
  g_return_val_if_fail (GW_IS_CLASS_USE (self), FALSE);

  return self->used;
}
