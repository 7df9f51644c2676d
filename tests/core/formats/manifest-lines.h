/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* Parts of lines that tests of manifests share. */

/* What metadata of each kind ends with. */
#define COMMON(type) \
  "\"type\":\"groundtruth/" type "\",\"job-name\":\"labeling-job/x\",\"human-annotated\":\"yes\"," \
  "\"creation-date\":\"2026-03-02T09:14:11.502114\""
/* A label of one box, and its metadata with more members. */
#define BOX(name, left, more) \
  "\"" name "\":{\"image_size\":[{\"width\":640,\"height\":480,\"depth\":3}],\"annotations\":[{\"class_id\":0," \
  "\"left\":" left ",\"top\":31,\"width\":88,\"height\":90}]},\"" name \
  "-metadata\":{\"objects\":[{\"confidence\":0.91}]," \
  "\"class-map\":{\"0\":\"apple\"}," COMMON ("object-detection") more "}"
/* A verdict on such boxes. */
#define CHECK(index, name, more) \
  "\"fruit-box-check\":" index ",\"fruit-box-check-metadata\":{\"class-name\":\"" name \
  "\",\"confidence\":0.93," COMMON ("label-verification") more "}"
