// Two hundred searches in the words of a generated paper, always the same: what readers type, and what costs most.
import { searchUrl } from '../src/urls.ts'

type Values = Parameters<typeof searchUrl>[0]
export interface Search { kind: string; values: Values }

const words = (text: string): string[] => text.trim().split(/\s+/)
const many = (kind: string, texts: string[], beside: Omit<Values, 'q'> = {}): Search[] => texts.map((q) => ({ kind, values: { q, ...beside } }))

/** Each has a word that stands in over a tenth of the articles; the bench looks whether that is so. */
export const common: Search[] = [
  ...many('common', words('Rat Brücke Theater Ausschuss Streit Museum Antrag Gemeinde Umbau Plan Haus Sanierung Depot Netz Betrieb Stadt neu groß verkauft niemand')),
  ...many('common, with another', ['Rat Haushalt', 'Brücke Sanierung', 'Theater Streit', 'großes Museum', 'Montag Rat', 'Depot Wallstedt', 'Stadt Steuer', 'Umbau Bahnhof', 'Plan Marlene', 'neuer Vertrag']),
  ...many('common, narrowed', words('Rat Theater Museum'), { section: 'kultur' }),
  ...many('common, narrowed', words('Brücke Depot Umbau'), { from: '2020-01-01', to: '2021-12-31' }),
  ...many('common, newest first', words('Rat Brücke'), { sort: 'newest' }),
  ...many('common, side by side', ['"Rat und"', '"neue Brücke"']),
]

const firsts = words(`Stadt Haushalts Verkehrs Bürger Landes Kinder Klima Strom Wasser Wohnungs Schul Bundes Kreis Gemeinde Straßen Bahn Bus Fahrrad Energie Wärme Gesundheits Kranken Pflege Rathaus Vereins`)
const heads = words('rat haushalt antrag plan bericht vertrag preis schule brücke debatte zahl gesetz amt theater museum netz')
const compounds = firsts.flatMap((first, n) => [0, 5].map((step) => first + (heads[(n + step) % heads.length] ?? '')))
const rest: Search[] = [
  ...many('a compound', compounds),
  ...many('two compounds', Array.from({ length: 15 }, (_, n) => `${compounds[n]} ${compounds[n + 20]}`)),
  ...many('a name', words('Lindberg Holtmann Westerfeld Karsdorf Reinhagen Vogelsang Wolfrath Brandhorst Rothbach Winterstedt')),
  ...many('a name of two words', ['Anna Lindberg', 'Karim Holtfeld', 'Marlene Kampmeier', 'Jost Brandberg', 'Hanne Feddmann', '"Emre Kessloh"', '"Frieda Krugau"', '"Ines Dornhoff"', '"Malte Sandbach"', '"Rosa Hagberg"']),
  ...many('in English', ['city council', 'school budget', 'river bridges', 'housing reform', 'railways', 'strikes', 'disputed levies', 'museum tickets', 'forgotten harbour', 'tenants']),
  ...many('one of two', ['Klimarat or Wasserrat', 'Busnetz or Bahnnetz', 'Schulplan oder Kinderplan', 'Stromvertrag or Wasservertrag', 'Fahrradbrücke or Wärmebrücke']),
  ...many('without a word', ['Klimarat -Wallstedt', 'Stadthaushalt -Streit', 'Verkehrsplan -2019', 'Wasserpreis -Montag', 'Pflegeschule -neu']),
  ...many('another spelling', ['Fahrradbruecke', 'Waermeplan', 'Strassenbericht', 'Buergerantrag', 'Gesundheitsaemter', 'strassennetz', 'Buergerschule', 'Waermenetze', 'Brueckenbau', 'grosses Haushaltsgesetz']),
  ...many('misspelt', words('Stadthaushallt Verkersplan Klimmarat Wasserprreis Pflegschule Energivertrag Gesundheitbericht Fahradbrücke Landestehater Bundesgestez')),
  ...many('in no article', words('Xylophonhändler Quastenflosser Zwieback Papageientaucher qqqqq')),
  ...many('narrowed', words('Klimarat Stadthaushalt Verkehrsplan Wasserpreis Busnetz'), { section: 'politik' }),
  ...many('narrowed', words('Klimarat Stadthaushalt Verkehrsplan Wasserpreis Busnetz'), { from: '2015-01-01', to: '2024-12-31' }),
  ...many('newest first', words('Klimarat Stadthaushalt Verkehrsplan Wasserpreis Busnetz Strompreis Schulamt Bahnbericht Kreismuseum Kinderschule'), { sort: 'newest' }),
  ...many('a later page', words('Haushalt Steuer Verkehr Projekt Schule Preis Debatte Beschluss Wahl Amt'), { page: '3' }),
]

export const searches: Search[] = [...common, ...rest]
