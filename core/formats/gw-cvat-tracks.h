/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-xml.h"

G_BEGIN_DECLS

/* The key frames of the tracks of a file of CVAT, which stand together by track and are wanted
 * by image: in memory, each as small as its text.
 */
typedef struct _GwCvatTracks GwCvatTracks;

typedef struct
{
  guint64 kept;         /* key frames that are objects */
  guint64 interpolated; /* what CVAT worked out between them */
  guint64 lost;         /* of no frame */
} GwCvatTrackCounts;

GwCvatTracks *gw_cvat_tracks_new (void);
void gw_cvat_tracks_free (GwCvatTracks *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCvatTracks, gw_cvat_tracks_free)

/* A track and what is in it, in the order of the file. Attributes of the track that its objects
 * need become theirs; its id becomes “track_id”.
 */
void gw_cvat_tracks_begin (GwCvatTracks *self, const char *const *names, const char *const *values);
void gw_cvat_tracks_start (GwCvatTracks *self, const char *name, const char *const *names, const char *const *values,
                           guint64 line);
void gw_cvat_tracks_end (GwCvatTracks *self, const char *text);
GwCvatTrackCounts gw_cvat_tracks_finish (GwCvatTracks *self);

/* What a frame is called in the functions below; task is (nullable). (transfer full) */
char *gw_cvat_frame_key (const char *task, const char *frame);

/* Calls the functions for the objects of a frame, as though they stood in an image, and takes
 * the frame out. FALSE where there are none.
 */
gboolean gw_cvat_tracks_replay (GwCvatTracks *self, const char *key, const GwXmlFuncs *funcs, gpointer data);
/* Whether some track passes through the frame without a key frame. */
gboolean gw_cvat_tracks_passes (const GwCvatTracks *self, const char *key);

typedef struct
{
  char *key;
  gint64 frame;
  char *subset; /* (nullable) */
} GwCvatFrame;

/* The frames that were not taken out, in their order. (element-type GwCvatFrame) (transfer full) */
GPtrArray *gw_cvat_tracks_list (const GwCvatTracks *self);

G_END_DECLS
