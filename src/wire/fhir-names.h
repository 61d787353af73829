// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/**
 * The names an intake has in FHIR, for its writer, its reader and the Questionnaire.
 *
 * Items of the QuestionnaireResponse, in this order; those without an answer are left out:
 *
 *   health                     group
 *     health/<id>              choice   Y, N or UNK, one a contraindication
 *       health/<id>/until      date     beside a yes
 *       health/<id>/ongoing    boolean  true, beside a yes
 *   medication                 text
 *   numbing                    choice   Y, N or UNK
 *   wishes                     group
 *     wishes/areas             choice, repeats
 *     wishes/scars             text
 *     wishes/note              text
 *   result                     group, as the kiosk told it to the client
 *     result/outcome           choice
 *     result/earliest          date
 *     result/rules-version     integer
 *     result/reason            group, repeats; most severe first
 *       result/reason/condition     string, the contraindication's id
 *       result/reason/answer        choice   Y or UNK
 *       result/reason/outcome       choice   what this one alone leads to
 *       result/reason/ongoing       boolean
 *       result/reason/until         date
 *       result/reason/earliest      date
 *       result/reason/waiting-days  integer
 *   visit                      group
 *     visit/started            dateTime
 *     visit/time-zone          string   IANA
 *   consent                    group
 *     consent/version          integer
 *     consent/language         string   BCP 47
 *     consent/companion-language  string   BCP 47, shown beneath it for somebody with the client
 *     consent/time             dateTime
 *     consent/signature        attachment  an SVG picture, see signature.h; or else
 *     consent/tick             boolean  true: a tick stands for the drawing; or else
 *     consent/paper            boolean  true: signed by hand on a paper form, which the clinic keeps
 *   understanding              group
 *     understanding/<id>       boolean  whether the first answer was right, one a question asked
 *   look                       group
 *     look/pattern             choice   of hair loss: "norwood-4", "ludwig-2"
 *     look/hair-color          choice
 *     look/complexion          choice
 *     look/regions             choice, repeats  of the head, touched on its drawing
 *     look/lines/<side>        attachment       lines drawn on it, an SVG picture as the signature is
 *
 * An intake that goes on at the desk has the status "in-progress", any of these but visit may be
 * missing, and there is no result and no consent.
 */
#define STATUS_COMPLETED "completed"
#define STATUS_IN_PROGRESS "in-progress"
#define LINK_HEALTH "health"
#define LINK_HEALTH_PREFIX "health/"
#define LINK_MEDICATION "medication"
#define LINK_NUMBING "numbing"
#define LINK_WISHES "wishes"
#define LINK_AREAS "wishes/areas"
#define LINK_SCARS "wishes/scars"
#define LINK_NOTE "wishes/note"
#define LINK_RESULT "result"
#define LINK_OUTCOME "result/outcome"
#define LINK_EARLIEST "result/earliest"
#define LINK_RULES_VERSION "result/rules-version"
#define LINK_REASON "result/reason"
#define LINK_REASON_CONDITION "result/reason/condition"
#define LINK_REASON_ANSWER "result/reason/answer"
#define LINK_REASON_OUTCOME "result/reason/outcome"
#define LINK_REASON_ONGOING "result/reason/ongoing"
#define LINK_REASON_UNTIL "result/reason/until"
#define LINK_REASON_EARLIEST "result/reason/earliest"
#define LINK_REASON_WAITING_DAYS "result/reason/waiting-days"
#define LINK_VISIT "visit"
#define LINK_STARTED "visit/started"
#define LINK_TIME_ZONE "visit/time-zone"
#define LINK_CONSENT "consent"
#define LINK_CONSENT_VERSION "consent/version"
#define LINK_CONSENT_LANGUAGE "consent/language"
#define LINK_CONSENT_COMPANION "consent/companion-language"
#define LINK_CONSENT_TIME "consent/time"
#define LINK_SIGNATURE "consent/signature"
#define LINK_TICK "consent/tick"
#define LINK_PAPER "consent/paper"
#define LINK_UNDERSTANDING "understanding"
#define LINK_UNDERSTANDING_PREFIX "understanding/"
#define LINK_LOOK "look"
#define LINK_PATTERN "look/pattern"
#define LINK_HAIR_COLOR "look/hair-color"
#define LINK_COMPLEXION "look/complexion"
#define LINK_REGIONS "look/regions"
#define LINK_LINES_PREFIX "look/lines/"

/* Code systems of our own: outcomes; areas, which the clinic's pack names; what core/head.h and
 * core/hair-pattern.h name. */
#define OUTCOME_SYSTEM "https://stipple.example/fhir/CodeSystem/outcome"
#define AREA_SYSTEM "https://stipple.example/fhir/CodeSystem/area"
#define PATTERN_SYSTEM "https://stipple.example/fhir/CodeSystem/hair-pattern"
#define HAIR_COLOR_SYSTEM "https://stipple.example/fhir/CodeSystem/hair-color"
#define COMPLEXION_SYSTEM "https://stipple.example/fhir/CodeSystem/complexion"
#define REGION_SYSTEM "https://stipple.example/fhir/CodeSystem/head-region"
/* RFC 5646 language tags: hl7.org/fhir/R4/terminologies-systems.html */
#define LANGUAGE_SYSTEM "urn:ietf:bcp:47"

#define SIGNATURE_TYPE "image/svg+xml"
