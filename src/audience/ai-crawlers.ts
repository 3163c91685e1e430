// The names by which AI crawlers look for themselves in robots.txt, by who runs them and what for. Kept by hand: a name
// is added when its operator documents it, or when it is seen often and widely known. Last gone through in November 2026.
import type { CrawlerPurpose } from '../base/config.ts'

export interface AiCrawler { name: string; operator: string; purpose: CrawlerPurpose; source: string }

/** Where names are taken from whose operators document nothing. */
const collected = 'https://github.com/ai-robots-txt/ai.robots.txt'
const openai = 'https://developers.openai.com/api/docs/bots'
const anthropic = 'https://support.claude.com/en/articles/8896518'
const google = 'https://developers.google.com/crawling/docs/crawlers-fetchers/google-common-crawlers'
const meta = 'https://developers.facebook.com/docs/sharing/webmasters/web-crawlers'
const amazon = 'https://developer.amazon.com/amazonbot'
const perplexity = 'https://docs.perplexity.ai/guides/bots'
const mistral = 'https://docs.mistral.ai/robots'

export const aiCrawlers: AiCrawler[] = [
  { name: 'GPTBot', operator: 'OpenAI', purpose: 'training', source: openai },
  { name: 'ClaudeBot', operator: 'Anthropic', purpose: 'training', source: anthropic },
  { name: 'anthropic-ai', operator: 'Anthropic', purpose: 'training', source: collected },
  // These two do not crawl: they say what may be made of pages that Googlebot and Applebot have fetched anyway.
  { name: 'Google-Extended', operator: 'Google', purpose: 'training', source: google },
  { name: 'Applebot-Extended', operator: 'Apple', purpose: 'training', source: 'https://support.apple.com/en-us/119829' },
  { name: 'Google-CloudVertexBot', operator: 'Google', purpose: 'training', source: google },
  { name: 'meta-externalagent', operator: 'Meta', purpose: 'training', source: meta },
  { name: 'FacebookBot', operator: 'Meta', purpose: 'training', source: 'https://developers.facebook.com/docs/sharing/bot' },
  { name: 'Amazonbot', operator: 'Amazon', purpose: 'training', source: amazon },
  { name: 'MistralAI-Training', operator: 'Mistral AI', purpose: 'training', source: mistral },
  { name: 'CCBot', operator: 'Common Crawl', purpose: 'training', source: 'https://commoncrawl.org/ccbot' },
  { name: 'Bytespider', operator: 'ByteDance', purpose: 'training', source: collected },
  { name: 'TikTokSpider', operator: 'ByteDance', purpose: 'training', source: collected },
  { name: 'cohere-training-data-crawler', operator: 'Cohere', purpose: 'training', source: collected },
  { name: 'AI2Bot', operator: 'Ai2', purpose: 'training', source: 'https://allenai.org/crawler' },
  { name: 'Ai2Bot-Dolma', operator: 'Ai2', purpose: 'training', source: 'https://allenai.org/crawler' },
  { name: 'DeepSeekBot', operator: 'DeepSeek', purpose: 'training', source: collected },
  { name: 'PanguBot', operator: 'Huawei', purpose: 'training', source: collected },
  { name: 'YandexAdditional', operator: 'Yandex', purpose: 'training', source: 'https://yandex.com/support/webmaster/en/search-appearance/fast.html' },
  { name: 'YandexAdditionalBot', operator: 'Yandex', purpose: 'training', source: collected },
  { name: 'Diffbot', operator: 'Diffbot', purpose: 'training', source: collected },
  { name: 'omgili', operator: 'Webz.io', purpose: 'training', source: collected },
  { name: 'Webzio-Extended', operator: 'Webz.io', purpose: 'training', source: collected },
  { name: 'Timpibot', operator: 'Timpi', purpose: 'training', source: collected },
  { name: 'ImagesiftBot', operator: 'ImageSift', purpose: 'training', source: 'https://imagesift.com/about' },

  { name: 'OAI-SearchBot', operator: 'OpenAI', purpose: 'search', source: openai },
  { name: 'Claude-SearchBot', operator: 'Anthropic', purpose: 'search', source: anthropic },
  { name: 'PerplexityBot', operator: 'Perplexity', purpose: 'search', source: perplexity },
  { name: 'MistralAI-Index', operator: 'Mistral AI', purpose: 'search', source: mistral },
  { name: 'meta-webindexer', operator: 'Meta', purpose: 'search', source: meta },
  { name: 'Amzn-SearchBot', operator: 'Amazon', purpose: 'search', source: amazon },
  { name: 'YouBot', operator: 'You.com', purpose: 'search', source: 'https://about.you.com/youbot/' },
  { name: 'PetalBot', operator: 'Huawei', purpose: 'search', source: collected },

  { name: 'ChatGPT-User', operator: 'OpenAI', purpose: 'user', source: openai },
  { name: 'Claude-User', operator: 'Anthropic', purpose: 'user', source: anthropic },
  { name: 'Perplexity-User', operator: 'Perplexity', purpose: 'user', source: perplexity },
  { name: 'MistralAI-User', operator: 'Mistral AI', purpose: 'user', source: mistral },
  { name: 'meta-externalfetcher', operator: 'Meta', purpose: 'user', source: meta },
  { name: 'Amzn-User', operator: 'Amazon', purpose: 'user', source: amazon },
  { name: 'DuckAssistBot', operator: 'DuckDuckGo', purpose: 'user', source: 'https://duckduckgo.com/duckduckgo-help-pages/results/duckassistbot' },
  { name: 'Google-NotebookLM', operator: 'Google', purpose: 'user', source: collected },
  { name: 'Gemini-Deep-Research', operator: 'Google', purpose: 'user', source: collected },
  { name: 'cohere-ai', operator: 'Cohere', purpose: 'user', source: collected },
]
