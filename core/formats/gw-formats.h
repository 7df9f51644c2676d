/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"

G_BEGIN_DECLS

/* The modules; each is described in its own file, gw-format-<name>.c. */
extern const GwFormat gw_format_a2i;
extern const GwFormat gw_format_box_text;
extern const GwFormat gw_format_cityscapes;
extern const GwFormat gw_format_class_folders;
extern const GwFormat gw_format_class_list;
extern const GwFormat gw_format_coco;
extern const GwFormat gw_format_coco_panoptic;
extern const GwFormat gw_format_coco_results;
extern const GwFormat gw_format_createml;
extern const GwFormat gw_format_csv;
extern const GwFormat gw_format_cvat;
extern const GwFormat gw_format_datumaro;
extern const GwFormat gw_format_dota;
extern const GwFormat gw_format_folder;
extern const GwFormat gw_format_gw_jsonl;
extern const GwFormat gw_format_label_categories;
extern const GwFormat gw_format_label_studio;
extern const GwFormat gw_format_labelme;
extern const GwFormat gw_format_labelme_xml;
extern const GwFormat gw_format_lst;
extern const GwFormat gw_format_mot;
extern const GwFormat gw_format_multi_label_table;
extern const GwFormat gw_format_open_images;
extern const GwFormat gw_format_recordio;
extern const GwFormat gw_format_sagemaker;
extern const GwFormat gw_format_segment_anything;
extern const GwFormat gw_format_semantic_png;
extern const GwFormat gw_format_via;
extern const GwFormat gw_format_voc;
extern const GwFormat gw_format_voc_masks;
extern const GwFormat gw_format_vott;
extern const GwFormat gw_format_worker_responses;
extern const GwFormat gw_format_yolo;
extern const GwFormat gw_format_yolo_classify;
extern const GwFormat gw_format_yolo_obb;
extern const GwFormat gw_format_yolo_pose;
extern const GwFormat gw_format_yolo_segment;

G_END_DECLS
