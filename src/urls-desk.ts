// The paths of the desk where the paper is made, by name; part of `paths` in urls.ts.
export const deskPaths = {
  // Writing
  deskArticleWriting: '/desk/articles/:id/writing',
  // Fronts: of the paper (`paper`), of a section (`s7`), of a topic (`t12`)
  deskFronts: '/desk/fronts',
  deskFront: '/desk/fronts/:front',
  deskFrontPlaces: '/desk/fronts/:front/places',
  deskFrontRules: '/desk/fronts/:front/rules',
  deskFrontPublication: '/desk/fronts/:front/publication',
  deskFrontDropping: '/desk/fronts/:front/dropping',
  deskFrontPreview: '/desk/fronts/:front/preview',
  deskFrontHistory: '/desk/fronts/:front/history',
  deskFrontVersion: '/desk/fronts/:front/versions/:version',
  deskFrontRestoration: '/desk/fronts/:front/versions/:version/restoration',
  deskFrontUnscheduling: '/desk/fronts/:front/versions/:version/unscheduling',
  deskFrontTakeover: '/desk/fronts/:front/versions/:version/takeover',
  // Topics
  deskTopics: '/desk/topics',
  deskTopicSuggestions: '/desk/topics/suggestions',
  deskTopic: '/desk/topics/:id',
  deskTopicMerging: '/desk/topics/:id/merging',
  deskTopicDeletion: '/desk/topics/:id/deletion',
  // House style
  deskHouseStyle: '/desk/settings/house-style',
  deskHouseStyleRules: '/desk/settings/house-style/rules',
  deskHouseStyleRuleRemoval: '/desk/settings/house-style/rules/:id/removal',
  deskHouseStyleFile: '/desk/settings/house-style/rules.csv',
  deskHouseStyleChecks: '/desk/settings/house-style/checks',
  deskHouseStyleFacts: '/desk/house-style',
} as const
