// Whatever is asked about certificates of gifts.
import { get, post, postLarge, type Route } from '../base/web/route.ts'
import { staff } from '../people/guards.ts'
import { paths } from '../urls.ts'
import { supporter } from './own-side.ts'
import * as settings from './pages/certificate-settings.tsx'
import * as certificates from './pages/certificates.tsx'
import * as own from './pages/my-support-certificates.tsx'

export const certificateRoutes: Route[] = [
  get(paths.deskCertificates, staff('keep_books'), certificates.show, ['before', 'state', 'done']),
  post(paths.deskCertificatesIssuing, staff('keep_books'), certificates.issueOfYear),
  post(paths.deskCertificatesSingle, staff('keep_books'), certificates.issueOne),
  post(paths.deskCertificatesPrint, staff('keep_books'), certificates.printAll),
  get(paths.deskCertificateSettings, staff('set_funding'), settings.show, ['done']),
  postLarge(paths.deskCertificateSettings, staff('set_funding'), settings.save, settings.mostBytes),
  post(paths.deskCertificatePrint, staff('keep_books'), certificates.printOne),
  post(paths.deskCertificateRecall, staff('keep_books'), certificates.recall),
  get(paths.mySupportCertificates, supporter, own.show, ['done']),
  post(paths.mySupportCertificates, supporter, own.ask),
  get(paths.mySupportCertificate, supporter, own.fetch),
]
