// The addresses of the library of pictures.
import { get, hook, parts, post, postLarge, type Route } from '../base/web/route.ts'
import { staff } from '../people/guards.ts'
import { paths } from '../urls.ts'
import { libraryFields } from './library.ts'
import * as mediaSettings from './pages/media-settings.tsx'
import * as duplicates from './pages/picture-duplicates.tsx'
import * as picker from './pages/picture-picker.tsx'
import * as picture from './pages/picture.tsx'
import * as pictures from './pages/pictures.tsx'
import * as uploads from './pages/uploads.ts'
import { longestPart } from './upload.ts'

const writer = staff('write_articles')

export const mediaRoutes: Route[] = [
  postLarge(paths.deskArticlePicture, writer, pictures.lead, pictures.mostPictureBytes),
  post(paths.deskArticleLead, writer, picture.lead),
  get(paths.deskPictures, writer, pictures.list, [...libraryFields, 'for', 'done', 'n']),
  postLarge(paths.deskPictures, writer, pictures.take, pictures.mostPictureBytes),
  get(paths.deskPicturePicker, writer, picker.show, ['q', 'before']),
  hook(paths.deskPictureUploads, writer, uploads.begin),
  get(paths.deskPictureUpload, writer, uploads.show),
  ...parts(paths.deskPictureUpload, writer, uploads.append, longestPart),
  post(paths.deskPictureEditing, writer, picture.together),
  get(paths.deskPictureDuplicates, writer, duplicates.show, ['done']),
  // It changes at once what readers see.
  post(paths.deskPictureMerging, staff('publish_articles'), duplicates.merge),
  post(paths.deskPictureApart, writer, duplicates.apart),
  get(paths.deskMediaSettings, staff('set_paper'), mediaSettings.show, ['done']),
  post(paths.deskMediaSettings, staff('set_paper'), mediaSettings.save),
  get(paths.deskPicture, writer, picture.show, ['done']),
  post(paths.deskPicture, writer, picture.save),
  post(paths.deskPictureFocus, writer, picture.focus),
  post(paths.deskPictureDeletion, writer, picture.remove),
]
