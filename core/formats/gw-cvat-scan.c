/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cvat-scan.h"

#include <inttypes.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-cvat-shape.h"
#include "gw-error.h"
#include "gw-limits.h"

enum
{
  AREA_OTHER,
  AREA_META,
  AREA_IMAGE,
  AREA_TRACK
};

void
gw_cvat_scan_clear (GwCvatScan *self)
{
  g_clear_pointer (&self->track_name, g_free);
}

gboolean
gw_cvat_check_root (const char *name, GError **error)
{
  if (strcmp (name, "annotations") == 0)
    return TRUE;
  g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("It is no file of CVAT: it begins with “%s”."), name);
  return FALSE;
}

static int
find_area (const char *name)
{
  if (strcmp (name, "meta") == 0)
    return AREA_META;
  if (strcmp (name, "image") == 0)
    return AREA_IMAGE;
  return strcmp (name, "track") == 0 ? AREA_TRACK : AREA_OTHER;
}

/* --- tracks ------------------------------------------------------------------------- */

static void
begin_track (GwCvatScan *self, const char *const *names, const char *const *values, guint64 line)
{
  const char *label = gw_xml_get_attribute (names, values, "label");

  g_free (self->track_name);
  self->track_name = g_strdup (gw_xml_get_attribute (names, values, "id"));
  self->track = label != NULL ? gw_cvat_classes_note (self->classes, label, self->file, line) : NULL;
  self->track_line = line;
  gw_cvat_tracks_begin (self->tracks, names, values);
}

static void
report_track (GwCvatScan *self)
{
  const GwCvatTrackCounts counts = gw_cvat_tracks_finish (self->tracks);
  g_autofree char *text = g_strdup_printf (_ ("A track was read as %" PRIu64
                                              " separate objects, one for each key frame. %" PRIu64
                                              " positions that CVAT worked out between them were left out."),
                                           counts.kept, counts.interpolated);

  gw_problems_report (self->reader->problems,
                      &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                     .outcome = GW_OUTCOME_CHANGED,
                                     .code = "track-split",
                                     .file = (char *) self->file,
                                     .line = self->track_line,
                                     .object = self->track_name,
                                     .label = (char *) (self->track != NULL ? gw_class_get_name (self->track) : NULL),
                                     .text = text });
  if (counts.lost == 0)
    return;
  self->reader->counts.labels += counts.lost;
  gw_problems_report (self->reader->problems,
                      &(GwProblem) { .severity = GW_SEVERITY_ERROR,
                                     .outcome = GW_OUTCOME_LEFT_OUT,
                                     .code = "value-type",
                                     .file = (char *) self->file,
                                     .line = self->track_line,
                                     .object = self->track_name,
                                     .n_labels = (guint) counts.lost,
                                     .text = _ ("Objects of a track do not say in which frame they are. They were "
                                                "left out.") });
}

/* --- elements -------------------------------------------------------------------------- */

static void
note_element (GwCvatScan *self, const char *name, const char *const *names, const char *const *values, guint64 line)
{
  const GwCvatKind kind = gw_cvat_kind_find (name);
  const char *label = gw_xml_get_attribute (names, values, "label");
  GwClass *class = NULL;

  if (self->area == AREA_TRACK)
    class = self->track;
  else if (kind != GW_CVAT_NONE && label != NULL)
    class = gw_cvat_classes_note (self->classes, label, self->file, line);
  self->skeleton = kind == GW_CVAT_SKELETON ? class : NULL;
  self->in_tag = self->area == AREA_IMAGE && kind == GW_CVAT_TAG;
}

static void
note_point (GwCvatScan *self, const char *name, const char *const *names, const char *const *values)
{
  const char *label = gw_xml_get_attribute (names, values, "label");

  if (self->skeleton != NULL && label != NULL && gw_cvat_kind_find (name) != GW_CVAT_NONE)
    gw_cvat_classes_note_point (self->classes, self->skeleton, label);
}

/* What tags say more of their image. */
static void
note_attribute (GwCvatScan *self, const char *element, const char *const *names, const char *const *values)
{
  const char *name = gw_xml_get_attribute (names, values, "name");

  if (self->in_tag && strcmp (element, "attribute") == 0 && name != NULL && *name != '\0'
      && strlen (name) <= gw_limit_get (GW_LIMIT_NAME_BYTES))
    gw_record_head_add_attribute (self->reader->head, name);
}

static gboolean
on_start (const char *name, const char *const *names, const char *const *values, guint64 line, gpointer data,
          GError **error)
{
  GwCvatScan *self = data;
  const guint depth = self->depth++;

  if (depth == 0)
    return gw_cvat_check_root (name, error);
  if (depth == 1)
    {
      self->area = find_area (name);
      if (self->area == AREA_TRACK)
        begin_track (self, names, values, line);
      return TRUE;
    }
  if (self->area == AREA_META)
    gw_cvat_meta_start (self->meta, name, names, values, line);
  else if (self->area != AREA_OTHER && depth == 2)
    note_element (self, name, names, values, line);
  else if (self->area != AREA_OTHER && depth == 3)
    {
      note_point (self, name, names, values);
      note_attribute (self, name, names, values);
    }
  if (self->area == AREA_TRACK)
    gw_cvat_tracks_start (self->tracks, name, names, values, line);

  return TRUE;
}

static gboolean
on_end (const char *name, const char *text, gpointer data, GError **error)
{
  GwCvatScan *self = data;
  const guint depth = --self->depth;

  if (depth == 0)
    return TRUE;
  if (depth == 1)
    {
      if (self->area == AREA_META)
        gw_cvat_classes_declare (self->classes, self->meta->labels, self->file);
      else if (self->area == AREA_TRACK)
        report_track (self);
      self->area = AREA_OTHER;
    }
  else if (self->area == AREA_META)
    gw_cvat_meta_end (self->meta, name, text);
  else if (self->area == AREA_TRACK)
    gw_cvat_tracks_end (self->tracks, text);

  return TRUE;
}

const GwXmlFuncs gw_cvat_scan_funcs = { on_start, on_end };
