/** A few diagnoses in the format of the CMS order file (public domain): enough for the cast, a small part of the set. */
export const ICD10CM = `00001 A09     1 Infectious gastroenteritis and colitis, unspecified          Infectious gastroenteritis and colitis, unspecified
00002 E039    1 Hypothyroidism, unspecified                                  Hypothyroidism, unspecified
00003 E11     0 Type 2 diabetes mellitus                                     Type 2 diabetes mellitus
00004 E1165   1 Type 2 diabetes mellitus with hyperglycemia                  Type 2 diabetes mellitus with hyperglycemia
00005 E119    1 Type 2 diabetes mellitus without complications               Type 2 diabetes mellitus without complications
00006 E785    1 Hyperlipidemia, unspecified                                  Hyperlipidemia, unspecified
00007 F411    1 Generalized anxiety disorder                                 Generalized anxiety disorder
00008 G43909  1 Migraine, unsp, not intractable, without status migrainosus  Migraine, unspecified, not intractable, without status migrainosus
00009 H6690   1 Otitis media, unspecified, unspecified ear                   Otitis media, unspecified, unspecified ear
00010 H9201   1 Otalgia, right ear                                           Otalgia, right ear
00011 I10     1 Essential (primary) hypertension                             Essential (primary) hypertension
00012 I2510   1 Athscl heart disease of native coronary artery w/o ang pctrs Atherosclerotic heart disease of native coronary artery without angina pectoris
00013 I4891   1 Unspecified atrial fibrillation                              Unspecified atrial fibrillation
00014 I509    1 Heart failure, unspecified                                   Heart failure, unspecified
00015 J029    1 Acute pharyngitis, unspecified                               Acute pharyngitis, unspecified
00016 J069    1 Acute upper respiratory infection, unspecified               Acute upper respiratory infection, unspecified
00017 J189    1 Pneumonia, unspecified organism                              Pneumonia, unspecified organism
00018 J209    1 Acute bronchitis, unspecified                                Acute bronchitis, unspecified
00019 J449    1 Chronic obstructive pulmonary disease, unspecified           Chronic obstructive pulmonary disease, unspecified
00020 J45     0 Asthma                                                       Asthma
00021 J45909  1 Unspecified asthma, uncomplicated                            Unspecified asthma, uncomplicated
00022 K219    1 Gastro-esophageal reflux disease without esophagitis         Gastro-esophageal reflux disease without esophagitis
00023 K5900   1 Constipation, unspecified                                    Constipation, unspecified
00024 L039    0 Cellulitis and acute lymphangitis, unspecified               Cellulitis and acute lymphangitis, unspecified
00025 L309    1 Dermatitis, unspecified                                      Dermatitis, unspecified
00026 M17     0 Osteoarthritis of knee                                       Osteoarthritis of knee
00027 M1711   1 Unilateral primary osteoarthritis, right knee                Unilateral primary osteoarthritis, right knee
00028 M1712   1 Unilateral primary osteoarthritis, left knee                 Unilateral primary osteoarthritis, left knee
00029 M25511  1 Pain in right shoulder                                       Pain in right shoulder
00030 M25561  1 Pain in right knee                                           Pain in right knee
00031 M5416   1 Radiculopathy, lumbar region                                 Radiculopathy, lumbar region
00032 M545    0 Low back pain                                                Low back pain
00033 M5450   1 Low back pain, unspecified                                   Low back pain, unspecified
00034 N390    1 Urinary tract infection, site not specified                  Urinary tract infection, site not specified
00035 R05     0 Cough                                                        Cough
00036 R059    1 Cough, unspecified                                           Cough, unspecified
00037 R0602   1 Shortness of breath                                          Shortness of breath
00038 R0789   1 Other chest pain                                             Other chest pain
00039 R079    1 Chest pain, unspecified                                      Chest pain, unspecified
00040 R109    1 Unspecified abdominal pain                                   Unspecified abdominal pain
00041 R42     1 Dizziness and giddiness                                      Dizziness and giddiness
00042 R51     0 Headache                                                     Headache
00043 R519    1 Headache, unspecified                                        Headache, unspecified
00044 R5383   1 Other fatigue                                                Other fatigue
00045 R739    1 Hyperglycemia, unspecified                                   Hyperglycemia, unspecified
00046 S0003XA 1 Contusion of scalp, initial encounter                        Contusion of scalp, initial encounter
00047 S134XXA 1 Sprain of ligaments of cervical spine, initial encounter     Sprain of ligaments of cervical spine, initial encounter
00048 S43401A 1 Unspecified sprain of right shoulder joint, init encntr      Unspecified sprain of right shoulder joint, initial encounter
00049 S52501A 1 Unsp fracture of the lower end of right radius, init         Unspecified fracture of the lower end of right radius, initial encounter for closed fracture
00050 S6991XA 1 Unsp injury of right wrist, hand and finger(s), init encntr  Unspecified injury of right wrist, hand and finger(s), initial encounter
00051 S82     0 Fracture of lower leg, including ankle                       Fracture of lower leg, including ankle
00052 S93401A 1 Sprain of unspecified ligament of right ankle, init encntr   Sprain of unspecified ligament of right ankle, initial encounter
00053 T148XXA 1 Other injury of unspecified body region, initial encounter   Other injury of unspecified body region, initial encounter
00054 V4352XA 1 Car driver injured in collision w car in traf, init          Car driver injured in collision with other type car in traffic accident, initial encounter
00055 W010XXA 1 Fall same lev from slip/trip w/o strike against object, init Fall on same level from slipping, tripping and stumbling without subsequent striking against object, initial encounter
00056 Z00     0 Encntr for general exam w/o complaint, susp or reprtd dx     Encounter for general examination without complaint, suspected or reported diagnosis
00057 Z0000   1 Encntr for general adult medical exam w/o abnormal findings  Encounter for general adult medical examination without abnormal findings
00058 Z0001   1 Encounter for general adult medical exam w abnormal findings Encounter for general adult medical examination with abnormal findings
00059 Z00129  1 Encntr for routine child health exam w/o abnormal findings   Encounter for routine child health examination without abnormal findings
00060 Z23     1 Encounter for immunization                                   Encounter for immunization
00061 Z794    1 Long term (current) use of insulin                           Long term (current) use of insulin
`;
