/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-tool-draft-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "gw-mask-edit-private.h"
#include "gw-tool-work-private.h"

typedef struct
{
  GwToolWork work;
  gboolean has_mask;
  GwMask mask; /* with pixels, while there is one */
  char note[96];
  gboolean apply_next; /* as soon as the worker is done */
  GwToolModifiers modifiers;
} GwToolDraftPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (GwToolDraft, _gw_tool_draft, GW_TYPE_TOOL)

typedef struct
{
  GwToolDraftFunc func;
  gpointer data;
  GDestroyNotify free_data;
  GwMask mask;
} Search;

static GwToolDraftPrivate *
get_priv (GwToolDraft *self)
{
  return _gw_tool_draft_get_instance_private (self);
}

/* --- finding one ------------------------------------------------------------------------ */

static void
search_free (gpointer data)
{
  Search *search = data;

  if (search->free_data != NULL)
    search->free_data (search->data);
  gw_mask_clear (&search->mask);
  g_free (search);
}

static gw_status
search_run (gpointer data, const GwRun *run)
{
  Search *search = data;

  return search->func (search->data, &search->mask, run);
}

static void
set_mask (GwToolDraft *self, GwMask *mask)
{
  GwToolDraftPrivate *priv = get_priv (self);

  gw_mask_clear (&priv->mask);
  priv->mask = *mask;
  *mask = (GwMask) GW_MASK_INIT;
  priv->has_mask = priv->mask.n_runs > 0;
}

static void
write_note (GwToolDraft *self, double seconds)
{
  GwToolDraftPrivate *priv = get_priv (self);
  g_autofree char *text = NULL;

  if (priv->has_mask)
    /* Translators: what a smart tool found, in pixels, and the seconds that took. */
    text = g_strdup_printf (_ ("Draft mask: %'" PRIu64 " px · %.2f s"), gw_mask_area (&priv->mask), seconds);
  g_strlcpy (priv->note, text != NULL ? text : _ ("No object was found here"), sizeof priv->note);
}

static void apply_mask (GwToolDraft *self, GwToolModifiers modifiers);

static void
on_search_ended (GwTool *tool, gpointer data, gw_status status, double seconds)
{
  GwToolDraft *self = GW_TOOL_DRAFT (tool);
  GwToolDraftPrivate *priv = get_priv (self);
  Search *search = data;

  if (status == GW_STATUS_OK || status == GW_STATUS_EMPTY)
    {
      set_mask (self, &search->mask);
      write_note (self, seconds);
    }
  else if (status == GW_STATUS_TOO_LARGE || status == GW_STATUS_NO_MEMORY)
    _gw_tool_refused (tool, _ ("This is too large at once. Zoom in, and try again."));
  else if (status != GW_STATUS_CANCELLED)
    _gw_tool_refused (tool, _ ("No object can be found from this."));
  if (priv->apply_next && priv->work.next == NULL)
    apply_mask (self, priv->modifiers);
}

void
_gw_tool_draft_find (GwToolDraft *self, GwToolDraftFunc func, gpointer data, GDestroyNotify free_data,
                     gboolean replaces)
{
  GwToolDraftPrivate *priv = get_priv (self);
  Search *search = g_new0 (Search, 1);

  search->func = func;
  search->data = data;
  search->free_data = free_data;
  priv->apply_next = FALSE;
  _gw_tool_work_start (&priv->work, search_run, search, search_free, replaces);
}

const GwMask *
_gw_tool_draft_get_mask (GwToolDraft *self)
{
  GwToolDraftPrivate *priv = get_priv (self);

  return priv->has_mask ? &priv->mask : NULL;
}

gboolean
_gw_tool_draft_is_busy (GwToolDraft *self)
{
  return _gw_tool_work_is_busy (&get_priv (self)->work);
}

/* --- dropping and taking it --------------------------------------------------------------- */

static gboolean
drop (GwToolDraft *self)
{
  GwToolDraftPrivate *priv = get_priv (self);
  gboolean was = priv->has_mask || _gw_tool_work_is_busy (&priv->work);

  _gw_tool_work_stop (&priv->work);
  gw_mask_clear (&priv->mask);
  priv->has_mask = FALSE;
  priv->apply_next = FALSE;
  priv->note[0] = '\0';
  was |= GW_TOOL_DRAFT_GET_CLASS (self)->reset (self);
  if (was)
    _gw_tool_overlay_changed (GW_TOOL (self));
  return was;
}

static void
apply_mask (GwToolDraft *self, GwToolModifiers modifiers)
{
  GwToolDraftPrivate *priv = get_priv (self);

  priv->apply_next = FALSE;
  if (priv->has_mask && _gw_mask_edit_take (GW_TOOL (self), &priv->mask, modifiers))
    drop (self);
}

static gboolean
apply (GwTool *tool, const GwToolEvent *event)
{
  GwToolDraft *self = GW_TOOL_DRAFT (tool);
  GwToolDraftPrivate *priv = get_priv (self);

  if (_gw_tool_work_is_busy (&priv->work))
    {
      priv->apply_next = TRUE;
      priv->modifiers = event->modifiers;
      return TRUE;
    }
  if (!priv->has_mask)
    return FALSE;
  apply_mask (self, event->modifiers);
  return TRUE;
}

static gboolean
cancel (GwTool *tool)
{
  return drop (GW_TOOL_DRAFT (tool));
}

static void
picture_changed (GwTool *tool)
{
  drop (GW_TOOL_DRAFT (tool));
}

static gboolean
has_draft (GwTool *tool)
{
  return get_priv (GW_TOOL_DRAFT (tool))->has_mask;
}

static gboolean
is_drawing (GwTool *tool)
{
  return has_draft (tool) || _gw_tool_draft_is_busy (GW_TOOL_DRAFT (tool));
}

/* --- what is shown ------------------------------------------------------------------------ */

void
_gw_tool_draft_fill_overlay (GwToolDraft *self, GwToolOverlay *overlay)
{
  GwToolDraftPrivate *priv = get_priv (self);

  overlay->draft = _gw_tool_draft_get_mask (self);
  overlay->busy = _gw_tool_work_is_busy (&priv->work);
  overlay->progress = _gw_tool_work_get_progress (&priv->work);
  g_strlcpy (overlay->note, priv->note, sizeof overlay->note);
}

static void
get_overlay (GwTool *tool, GwToolOverlay *overlay)
{
  _gw_tool_draft_fill_overlay (GW_TOOL_DRAFT (tool), overlay);
}

static gboolean
have_nothing (GwToolDraft *self)
{
  return FALSE;
}

static void
gw_tool_draft_finalize (GObject *object)
{
  GwToolDraftPrivate *priv = get_priv (GW_TOOL_DRAFT (object));

  _gw_tool_work_stop (&priv->work);
  gw_mask_clear (&priv->mask);

  G_OBJECT_CLASS (_gw_tool_draft_parent_class)->finalize (object);
}

static void
_gw_tool_draft_class_init (GwToolDraftClass *klass)
{
  GwToolClass *tool_class = GW_TOOL_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gw_tool_draft_finalize;
  klass->reset = have_nothing;
  tool_class->apply = apply;
  tool_class->cancel = cancel;
  tool_class->has_draft = has_draft;
  tool_class->is_drawing = is_drawing;
  tool_class->get_cursor = _gw_tool_get_crosshair;
  tool_class->get_overlay = get_overlay;
  tool_class->picture_changed = picture_changed;
}

static void
_gw_tool_draft_init (GwToolDraft *self)
{
  _gw_tool_work_init (&get_priv (self)->work, GW_TOOL (self), on_search_ended);
}
