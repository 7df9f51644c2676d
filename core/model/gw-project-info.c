/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-project-info.h"

#include "gw-boxed.h"

static const char *const task_nicks[GW_N_TASKS] = {
  [GW_TASK_SINGLE_CLASS] = "single-class",
  [GW_TASK_MULTI_CLASS] = "multi-class",
  [GW_TASK_BOXES] = "boxes",
  [GW_TASK_MASKS] = "masks",
};

const char *
gw_task_get_nick (GwTask task)
{
  g_return_val_if_fail ((guint) task < GW_N_TASKS, NULL);

  return task_nicks[task];
}

gboolean
gw_task_from_nick (const char *nick, GwTask *task)
{
  g_return_val_if_fail (nick != NULL, FALSE);

  for (guint i = 0; i < GW_N_TASKS; i++)
    if (g_str_equal (nick, task_nicks[i]))
      {
        if (task != NULL)
          *task = (GwTask) i;
        return TRUE;
      }
  return FALSE;
}

GW_DEFINE_BOXED_TYPE (GwProjectInfo, gw_project_info, gw_project_info_copy, gw_project_info_free)

GwProjectInfo *
gw_project_info_new (const char *name, GwTask task)
{
  GwProjectInfo *self = g_new0 (GwProjectInfo, 1);

  self->name = g_strdup (name);
  self->task = task;
  return self;
}

GwProjectInfo *
gw_project_info_copy (const GwProjectInfo *self)
{
  GwProjectInfo *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (GwProjectInfo, 1);
  *copy = *self;
  copy->name = g_strdup (self->name);
  copy->uuid = g_strdup (self->uuid);
  copy->read_only_reason = g_strdup (self->read_only_reason);
  return copy;
}

void
gw_project_info_free (GwProjectInfo *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->uuid);
  g_free (self->read_only_reason);
  g_free (self);
}

GW_DEFINE_BOXED_TYPE (GwLayer, gw_layer, gw_layer_copy, gw_layer_free)

GwLayer *
gw_layer_new (GwLayerKind kind, const char *name, const char *version)
{
  GwLayer *self = g_new0 (GwLayer, 1);

  self->kind = kind;
  self->name = g_strdup (name);
  self->version = g_strdup (version);
  return self;
}

GwLayer *
gw_layer_copy (const GwLayer *self)
{
  GwLayer *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = gw_layer_new (self->kind, self->name, self->version);
  copy->id = self->id;
  copy->scale = self->scale;
  return copy;
}

void
gw_layer_free (GwLayer *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->version);
  g_free (self);
}
