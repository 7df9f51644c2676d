/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <string.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "gw-error.h"
#include "gw-export-note-private.h"
#include "gw-formats.h"
#include "gw-path.h"

/* What detection may read of a file. */
#define START_BYTES (256 * 1024)

/* Below this nobody would agree that the format was recognised. */
#define LEAST_CONFIDENCE 20

/* Of what the note of an export says: more than that of pictures and names alone, less than that of labels. */
#define NOTE_CONFIDENCE 82

/* What is used most comes first. One a line, so that each is added by itself. */
/* clang-format off */
static const GwFormat *const formats[] = {
  &gw_format_coco,
  &gw_format_coco_panoptic,
  &gw_format_coco_results,
  &gw_format_yolo,
  &gw_format_yolo_segment,
  &gw_format_yolo_obb,
  &gw_format_yolo_pose,
  &gw_format_voc,
  &gw_format_voc_masks,
  &gw_format_labelme,
  &gw_format_cvat,
  &gw_format_label_studio,
  &gw_format_class_folders,
  &gw_format_yolo_classify,
  &gw_format_class_list,
  &gw_format_multi_label_table,
  &gw_format_csv,
  &gw_format_gw_jsonl,
  &gw_format_sagemaker,
  &gw_format_label_categories,
  &gw_format_worker_responses,
  &gw_format_a2i,
  &gw_format_semantic_png,
  &gw_format_open_images,
  &gw_format_cityscapes,
  &gw_format_createml,
  &gw_format_datumaro,
  &gw_format_dota,
  &gw_format_via,
  &gw_format_vott,
  &gw_format_labelme_xml,
  &gw_format_segment_anything,
  &gw_format_mot,
  &gw_format_box_text,
  &gw_format_lst,
  &gw_format_recordio,
  &gw_format_folder,
};
/* clang-format on */

const GwFormat *const *
gw_formats_list (gsize *n)
{
  if (n != NULL)
    *n = G_N_ELEMENTS (formats);
  return formats;
}

static char *
list (GwFormatFlags flags, gboolean titles)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if ((formats[i]->flags & flags) == flags)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "",
                              titles ? _ (formats[i]->title) : formats[i]->name);

  return g_string_free (text, FALSE);
}

char *
gw_formats_describe (GwFormatFlags flags)
{
  return list (flags, FALSE);
}

const GwFormat *
gw_format_find (const char *name, GError **error)
{
  g_autofree char *names = NULL;
  g_autofree char *shown = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (strcmp (formats[i]->name, name) == 0)
      return formats[i];

  names = gw_formats_describe (0);
  shown = gw_path_display (name, -1);
  g_set_error (error, GW_ERROR, GW_ERROR_UNSUPPORTED, _ ("“%s” is not a format that this program knows. It knows %s."),
               shown, names);
  return NULL;
}

static gboolean
read_start (const char *source, char *start, gsize *n, GError **error)
{
  FILE *file = g_fopen (source, "rbe");

  if (file == NULL)
    {
      int code = errno;

      g_set_error (error, GW_ERROR, code == ENOENT ? GW_ERROR_NOT_FOUND : GW_ERROR_IO,
                   _ ("%s: the file cannot be opened: %s. %s"), source, g_strerror (code),
                   gw_error_advise_reading (code));
      return FALSE;
    }

  *n = fread (start, 1, START_BYTES, file);
  if (ferror (file))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_IO, _ ("%s: the file cannot be read."), source);
      fclose (file);
      return FALSE;
    }

  fclose (file);
  return TRUE;
}

/* So much of the first line that says something is shown of a text. */
#define SHOWN_BYTES 40

/* (nullable): there are blanks alone. */
static char *
dup_first_line (const char *start)
{
  gsize length;

  start += strspn (start, " \t\r\n");
  length = strcspn (start, "\r\n");
  if (length > SHOWN_BYTES)
    {
      /* Not within a character. */
      length = SHOWN_BYTES;
      while (length > SHOWN_BYTES - 4 && ((guchar) start[length] & 0xc0) == 0x80)
        length--;
    }
  return length > 0 ? gw_path_display (start, (gssize) length) : NULL;
}

static char *
describe_start (const char *start, gsize n, gboolean is_folder)
{
  if (is_folder)
    return g_strdup (_ ("a folder without pictures or label files of a known form"));
  if (n == 0)
    return g_strdup (_ ("an empty file"));
  if (memchr (start, '\0', n) != NULL)
    return g_strdup (_ ("a file that is not text"));

  {
    g_autofree char *shown = dup_first_line (start);

    return shown != NULL ? g_strdup_printf (_ ("a text that begins with “%s”"), shown)
                         : g_strdup (_ ("a text of blanks alone"));
  }
}

/* Where a folder alone does not tell well what it holds, the note of our own export does. */
static const GwFormat *
heed_note (const char *folder, const GwFormat *best, GwDetection *detection)
{
  const GwFormat *noted = _gw_export_note_find_format (folder);

  if (noted == NULL || noted == best)
    return best;
  detection->confidence = NOTE_CONFIDENCE;
  g_snprintf (detection->reason, sizeof detection->reason, _ ("It was exported as %s, as a note in it says."),
              _ (noted->title));
  return noted;
}

const GwFormat *
gw_format_detect (const char *source, GwDetection *detection, GCancellable *cancellable, GError **error)
{
  g_autofree char *start = NULL;
  g_autofree char *titles = NULL;
  g_autofree char *found = NULL;
  gsize n = 0;
  gboolean is_folder;
  const GwFormat *best = NULL;
  GwDetection best_detection = { 0, "" };

  g_return_val_if_fail (source != NULL, NULL);

  if (!gw_source_check (source, &is_folder, error))
    return NULL;
  if (!is_folder)
    {
      start = g_malloc (START_BYTES + 1);
      if (!read_start (source, start, &n, error))
        return NULL;
      start[n] = '\0';
    }

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      GwDetection one = { 0, "" };

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (formats[i]->detect == NULL)
        continue;
      formats[i]->detect (source, start, n, is_folder, &one);
      if (one.confidence > best_detection.confidence)
        {
          best = formats[i];
          best_detection = one;
        }
    }

  if (is_folder && best_detection.confidence < NOTE_CONFIDENCE)
    best = heed_note (source, best, &best_detection);

  if (best != NULL && best_detection.confidence >= LEAST_CONFIDENCE)
    {
      if (detection != NULL)
        *detection = best_detection;
      return best;
    }

  titles = list (GW_FORMAT_READS, TRUE);
  found = describe_start (start, n, is_folder);
  g_set_error (
      error, GW_ERROR, GW_ERROR_UNSUPPORTED,
      _ ("“%s” is not in one of the known formats: it is %s. Known are %s. If it is one of these all the same, "
         "import it as that."),
      source, found, titles);
  return NULL;
}
